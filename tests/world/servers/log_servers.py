"""Servers whose access logs are read: HAProxy, Squid, Apache httpd, lighttpd, uvicorn, granian and Caddy."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from nginx_server import free_ports
from programs import HERE, PATIENCE

PACKAGES = HERE.parents[2] / "build/servers/logs"
BODILESS = (204, 304)
OWNER = "daemon"  # whom a server becomes that root has started; every Debian has it


def packages() -> Path:
    """Where Debian's servers are unpacked; skips the test if they cannot be."""
    done = subprocess.run([HERE / "log_packages.sh", PACKAGES], check=False, capture_output=True, encoding="utf-8")
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return PACKAGES / "root"


class Backend(socketserver.ThreadingTCPServer):
    """What a proxy asks: it answers with the code in the path, hangs up on /drop, and says nothing on /slow."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.port: int = self.server_address[1]


class _Answer(socketserver.StreamRequestHandler):
    timeout = PATIENCE

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            target = (self.rfile.readline().split() or [b"", b""])[1].partition(b"?")[0]
            while self.rfile.readline() not in (b"\r\n", b"\n", b""):
                pass
            name = target.rpartition(b"/")[2]
            if name == b"slow":
                self.rfile.read(1)  # until the proxy goes
            elif name != b"drop":
                code = int(name) if name.isdigit() else 404
                body = b"" if code in BODILESS else b"hello"
                length = b"" if code in BODILESS else b"Content-Length: 5\r\n"
                self.wfile.write(b"HTTP/1.1 %d Said\r\n%sConnection: close\r\n\r\n%s" % (code, length, body))


@dataclass
class Server:
    """How a server is started, and where its log is."""

    command: Callable[[Path, dict[str, int]], list[str | os.PathLike[str]]]
    configuration: str = ""
    name: str = "server.conf"
    log: str = "output"  # by default what it prints
    environment: dict[str, str] = field(default_factory=dict)
    debian: bool = False
    stop: signal.Signals = signal.SIGTERM


def libraries(root: Path) -> dict[str, str]:
    return {"LD_LIBRARY_PATH": os.pathsep.join(map(str, root.glob("usr/lib/*-linux-gnu*")))}


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def started(server: Server, folder: Path) -> Iterator[tuple[int, Path]]:
    """The port of a server, and its log. The look for its port is a connection that asks for nothing."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONUNBUFFERED": "1", **server.environment}
    root = Path()
    if server.debian:
        root = packages()
        environment |= libraries(root)
    with Backend() as backend:
        threading.Thread(target=backend.serve_forever, args=(0.05,), daemon=True).start()
        ports = {**free_ports(("port", "syslog")), "backend": backend.port}
        text = server.configuration.format(folder=folder, root=root, **ports)
        (folder / server.name).write_text(text)
        (folder / "site").mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        with (folder / "output").open("wb") as output:
            process = subprocess.Popen(
                server.command(folder, ports),
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            if not _listens(process, ports["port"]):
                pytest.fail(f"{server.name} does not start:\n{(folder / 'output').read_text(errors='replace')}")
            yield ports["port"], folder / server.log
        finally:
            process.send_signal(server.stop)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            backend.shutdown()


# ---- Configurations ----

HAPROXY = """
global
  log stdout format {syslog_format} local0
defaults
  mode http
  log global
  option {option}
  timeout connect 2s
  timeout client 1s
  timeout server 2s
  timeout http-request 1s
frontend front
  bind 127.0.0.1:{{port}}
  capture request header User-Agent len 64
  capture request header Referer len 64
  default_backend back
backend back
  server one 127.0.0.1:{{backend}}
"""

SQUID = """
http_port 127.0.0.1:{{port}} accel defaultsite=localhost
cache_peer 127.0.0.1 parent {{backend}} 0 no-query no-digest originserver
pid_filename {{folder}}/squid.pid
cache_log {{folder}}/cache.log
access_log stdio:{{folder}}/access.log {format}
cache deny all
http_access allow all
mime_table {{root}}/usr/share/squid/mime.conf
icon_directory {{root}}/usr/share/squid/icons
error_directory {{root}}/usr/share/squid/errors/templates
unlinkd_program /bin/true
logfile_daemon /bin/true
pinger_enable off
visible_hostname localhost
shutdown_lifetime 0 seconds
request_timeout 1 second
read_timeout 2 seconds
forward_max_tries 1
{user}
netdb_filename none
coredump_dir {{folder}}
"""

APACHE = """
ServerRoot {{folder}}
ServerName localhost
Listen 127.0.0.1:{{port}}
PidFile {{folder}}/apache.pid
ErrorLog {{folder}}/error.log
DocumentRoot {{folder}}/site
{modules}
User daemon
Group daemon
RequestReadTimeout header=1 body=1
ProxyPass / http://127.0.0.1:{{backend}}/ timeout=2 disablereuse=on
LogFormat "{format}" mine
CustomLog {{folder}}/access.log mine
"""
MODULES = "mpm_event", "authz_core", "proxy", "proxy_http", "reqtimeout"

LIGHTTPD = """
server.modules = ("mod_proxy", "mod_accesslog")
server.document-root = "{{folder}}/site"
server.errorlog = "{{folder}}/error.log"
server.bind = "127.0.0.1"
server.port = {{port}}
server.max-read-idle = 1
proxy.server = ("" => (("host" => "127.0.0.1", "port" => {{backend}})))
accesslog.filename = "{{folder}}/access.log"
accesslog.format = "{format}"
"""

CADDY = """
{{{{
  admin off
  auto_https off
  persist_config off
  servers {{{{
    timeouts {{{{
      read_header 1s
    }}}}
  }}}}
}}}}
:{{port}} {{{{
  bind 127.0.0.1
  log {{{{
    output file {{folder}}/access.log
    format {format}
  }}}}
  reverse_proxy 127.0.0.1:{{backend}} {{{{
    transport http {{{{
      response_header_timeout 2s
    }}}}
  }}}}
}}}}
"""


def program(path: str) -> Callable[[Path, dict[str, int]], list[str | os.PathLike[str]]]:
    """A program of Debian's packages with its arguments, {folder} among them."""
    name, *arguments = path.split()
    return lambda folder, ports: [
        PACKAGES / "root/usr/sbin" / name,
        *(word.format(folder=folder, **ports) for word in arguments),
    ]


def module(path: str) -> Callable[[Path, dict[str, int]], list[str | os.PathLike[str]]]:
    """A program that is installed in the virtual environment."""
    name, *arguments = path.split()
    return lambda folder, ports: [
        Path(sys.executable).with_name(name),
        *(word.format(folder=folder, **ports) for word in arguments),
    ]


def haproxy(option: str, syslog_format: str) -> Server:
    return Server(
        program("haproxy -f {folder}/server.conf"),
        HAPROXY.format(option=option, syslog_format=syslog_format),
        debian=True,
    )


def squid(log_format: str) -> Server:
    user = f"cache_effective_user {OWNER}" if os.geteuid() == 0 else ""
    return Server(
        program("squid -N -n httpstatus{port} -f {folder}/server.conf"),
        SQUID.format(format=log_format, user=user),
        log="access.log",
        debian=True,
    )


def quoted(log_format: str) -> str:
    """A format as the text of a configuration in which names in braces are filled later."""
    return log_format.replace('"', '\\"').replace("{", "{{").replace("}", "}}")


def apache(log_format: str) -> Server:
    loaded = "\n".join(f"LoadModule {name}_module {{root}}/usr/lib/apache2/modules/mod_{name}.so" for name in MODULES)
    return Server(
        program("apache2 -X -f {folder}/server.conf"),
        APACHE.format(modules=loaded, format=quoted(log_format)),
        log="access.log",
        debian=True,
    )


def lighttpd(log_format: str) -> Server:
    return Server(
        program("lighttpd -D -f {folder}/server.conf -m " + str(PACKAGES / "root/usr/lib/lighttpd")),
        LIGHTTPD.format(format=quoted(log_format)),
        log="access.log",
        debian=True,
    )


def caddy(log_format: str) -> Server:
    return Server(
        module("caddy run --config {folder}/Caddyfile --adapter caddyfile"),
        CADDY.format(format=log_format),
        name="Caddyfile",
        log="access.log",
    )


UVICORN = Server(module("uvicorn log_asgi:app --port {port} --no-use-colors"))
UVICORN_COLORS = Server(module("uvicorn log_asgi:app --port {port} --use-colors --http h11"))
GRANIAN = Server(module("granian log_asgi:app --interface asgi --port {port} --access-log --no-ws"))
