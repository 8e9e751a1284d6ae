"""A real nginx for a test, with certificates that it trusts and others, and an upstream server that behaves badly."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Queue
from typing import TypeVar

import pytest
from programs import HERE, PATIENCE, required, run

SAID = range(200, 600)  # the codes for which /say/CODE makes nginx answer with that code
TLS_SERVERS = ("untouched", "page", "equals", "named", "bare", "elsewhere")


def make_certificates(folder: Path) -> None:
    """Self-made certificates: the server's, a client's that the server trusts, and a stranger's."""
    openssl = required("openssl", "openssl")
    for name in ("server", "trusted", "stranger"):
        run(
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", f"{name}.key", "-out", f"{name}.pem"),
            folder=folder,
        )


class Upstream(socketserver.ThreadingTCPServer):
    """Takes connections on a free port and never answers: it hangs up on /drop, and else waits until nginx does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Silence)
        self.port: int = self.server_address[1]
        self.asked: Queue[bytes] = Queue()  # the requests for /left, whose client goes when they have come


class _Silence(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Upstream)
        self.request.settimeout(PATIENCE)
        request = self.request.recv(65536)
        if request.startswith(b"GET /left"):
            self.server.asked.put(request)
        if not request.startswith(b"GET /drop"):
            with contextlib.suppress(OSError):
                self.request.recv(65536)


def user_directive() -> str:
    """The user of nginx's workers: for root it would else be somebody who may not read the folder."""
    if os.geteuid() != 0:
        return ""
    import grp

    return f"user root {grp.getgrgid(0).gr_name};"


def free_ports(names: Iterable[str]) -> dict[str, int]:
    """Ports of the loopback that nobody uses at the moment."""
    with contextlib.ExitStack() as stack:  # all at once, so that no port comes twice
        probes = {name: stack.enter_context(socket.create_server(("127.0.0.1", 0))) for name in names}
        return {name: probe.getsockname()[1] for name, probe in probes.items()}


class Nginx:
    """nginx with a folder of its own, which is its prefix; `running` starts and stops it."""

    def __init__(self, folder: Path, certificates: Path) -> None:
        self.folder = folder
        self.program = required("nginx", "nginx-light")
        self.upstream = Upstream()
        self.ports: dict[str, int] = {}
        self.directives = ""  # those that the command gives, beside the configuration
        # For nginx, NGINX is a list of sockets that an older nginx hands over.
        self.environment = {name: value for name, value in os.environ.items() if name != "NGINX"}
        self._process: subprocess.Popen[bytes] | None = None
        self._down = socket.socket()  # nobody listens on its port, and nobody else can take it
        self._down.bind(("127.0.0.1", 0))
        (folder / "site" / "docs").mkdir(parents=True)
        for name in ("page.txt", "busy.txt", "why.txt"):
            (folder / "site" / name).write_text(f"This is {name}.\n" * 10)
        (folder / "members").write_text("")
        for each in certificates.iterdir():
            (folder / each.name).write_bytes(each.read_bytes())

    def log(self, name: str) -> Path:
        return self.folder / name

    # ---- Its life ----

    def _configure(self) -> None:
        """Write the configuration, with ports that nobody uses at the moment."""
        self.ports = free_ports(("plain", *TLS_SERVERS))
        values: dict[str, object] = {name.upper(): port for name, port in self.ports.items()}
        values.update(
            FOLDER=self.folder, USER=user_directive(), UPSTREAM=self.upstream.port, DOWN=self._down.getsockname()[1]
        )
        text = (HERE / "nginx.conf.in").read_text()
        text = re.sub("@([A-Z]+)@", lambda match: str(values[match[1]]), text)
        (self.folder / "nginx.conf").write_text(text)
        say = "".join(f"location = /say/{code} {{ access_log off; return {code} /; }}\n" for code in SAID)
        (self.folder / "say.conf").write_text(say)

    def _listens(self) -> bool:
        assert self._process is not None
        end = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.ports["plain"]), timeout=1):
                return True
            time.sleep(0.02)
        return False

    def start(self) -> None:
        threading.Thread(target=self.upstream.serve_forever, args=(0.05,), daemon=True).start()
        errors = self.folder / "nginx.err"
        for _ in range(5):  # somebody else may take a port before nginx does
            self._configure()
            command = [
                self.program,
                "-p",
                f"{self.folder}/",
                "-c",
                str(self.folder / "nginx.conf"),
                "-g",
                self.directives,
            ]
            with errors.open("wb") as file:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=file,
                    stderr=file,
                    env=self.environment,
                    start_new_session=True,
                )
            if self._listens():
                return
            self._end()
        pytest.fail(f"{self.program} does not start:\n{errors.read_text()}")

    def reopen_logs(self) -> None:
        """What logrotate has nginx do when it has renamed the logs; returns when nginx has done so."""
        assert self._process is not None
        errors = self.folder / "error.log"
        done = errors.read_bytes().count(b": reopening logs") + 2  # by the master process, and by its worker
        self._process.send_signal(signal.SIGUSR1)
        end = time.monotonic() + PATIENCE
        while errors.read_bytes().count(b": reopening logs") < done:
            if time.monotonic() > end:
                pytest.fail("nginx has not reopened its logs")
            time.sleep(0.005)

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE / 3)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # the worker too: it is a session of its own
            self._process.wait()
        self._process = None

    def stop(self) -> None:
        """Stop nginx, which then writes what it has held back, and the upstream server."""
        self._end()
        self.upstream.shutdown()
        self.upstream.server_close()
        self._down.close()

    # ---- Its clients ----

    def connect(self, server: str, certificate: str | None = None, tls: bool = True) -> socket.socket:
        """A connection to one of the servers; all but "plain" speak TLS, and verify the certificate that is given."""
        context = None
        if server != "plain" and tls:
            context = ssl.create_default_context(cafile=self.folder / "server.pem")
            if certificate:
                context.load_cert_chain(self.folder / f"{certificate}.pem", self.folder / f"{certificate}.key")
        connection = socket.create_connection(("127.0.0.1", self.ports[server]), timeout=PATIENCE)
        return context.wrap_socket(connection, server_hostname="localhost") if context else connection

    def ask(self, request: bytes, server: str = "plain", certificate: str | None = None, tls: bool = True) -> bytes:
        """Send a request, and give everything that comes back until nginx closes the connection."""
        answer = bytearray()
        with self.connect(server, certificate, tls) as connection:
            connection.sendall(request)
            with contextlib.suppress(ConnectionResetError):
                while piece := connection.recv(65536):
                    answer += piece
        return bytes(answer)

    def leave(self, request: bytes, wait: bool) -> None:
        """Send a request to "plain" and close the connection: at once, or when the upstream server has been asked."""
        with self.connect("plain") as connection:
            connection.sendall(request)
            if wait:
                self.upstream.asked.get(timeout=PATIENCE)


Server = TypeVar("Server", bound=Nginx)


@contextlib.contextmanager
def running(folder: Path, certificates: Path, kind: type[Server] = Nginx) -> Iterator[Server]:
    nginx = kind(folder, certificates)
    try:
        nginx.start()
        yield nginx
    finally:
        nginx.stop()


def get(path: str, *headers: str) -> bytes:
    """A GET request."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


class Growing:
    """A log of one code a line that nginx is writing: what has been added since the last look."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._at = 0

    def more(self, count: int) -> list[str]:
        """The next lines: as many as are asked for, or what has come when patience ends."""
        # nginx writes a line when it is done with a request, which is after its client is.
        end = time.monotonic() + PATIENCE / 3
        while True:
            data = self.path.read_bytes()[self._at :]
            data = data[: data.rfind(b"\n") + 1]
            if data.count(b"\n") >= count or time.monotonic() > end:
                self._at += len(data)
                return data.decode().splitlines()
            time.sleep(0.005)
