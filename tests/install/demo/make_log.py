"""make_log.py FOLDER: let a real nginx write an access log with as many status codes as it has to offer.

It starts nginx with a prefix of its own in FOLDER, on a free port of the loopback, sends it requests good and bad,
waits until all of them are in FOLDER/access.log, and stops nginx. FOLDER/expected gets a line "CODE COUNT" for each
code that the log must have, by what the client saw. It needs the standard library alone; NGINX names another nginx.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PATIENCE = 15.0  # seconds that anything may take

POST = "POST /page.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "


def get(path: str, *headers: str) -> str:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""])


# How often, and which request. What comes of it is nginx's to say.
REQUESTS: list[tuple[int, str]] = [
    (61, get("/page.txt")),  # 200
    (4, get("/page.txt", "Range: bytes=0-9")),  # 206
    (5, get("/docs")),  # 301, to /docs/
    (9, get("/moved")),  # 302
    (1, get("/see")),  # 303
    (13, get("/page.txt", "If-None-Match: *")),  # 304
    (2, get("/for-now")),  # 307
    (3, get("/for-good")),  # 308
    (6, get("/empty")),  # 204
    (4, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),  # 400: without a Host
    (1, '\x16\x03\x01\x02"\r\n\r\n'),  # 400: TLS, or so it seems, with a quote
    (2, get("/members")),  # 401
    (7, get("/docs/")),  # 403
    (17, get("/favicon.ico")),  # 404
    (3, get('/a"quoted"name')),  # 404, with quotes in the log
    (3, POST + "2\r\n\r\nhi"),  # 405: a file takes no POST
    (2, get("/page.txt", 'If-Match: "another"')),  # 412
    (2, POST + "5000\r\n\r\n" + "long " * 1000),  # 413
    (1, get("/" + "long" * 1000)),  # 414
    (2, get("/page.txt", "Range: bytes=99999-")),  # 416
    (3, get("/many")),  # 429
    (5, get("/loop")),  # 500
    (1, get("/page.txt", "Transfer-Encoding: rot13")),  # 501
    (4, get("/down")),  # 502
    (3, get("/busy/")),  # 403 or 404 at first, then 503
    (1, "GET / HTTP/7.0\r\n\r\n"),  # 505
]
SILENT = [(3, get("/silence"), "444"), (1, "GET /page.txt HTTP/1.1\r\nHo", "408")]  # nothing comes back for these
IMPATIENT = [(3, get("/slow"), "499")]  # and these do not wait for it
SLOW = [(1, get("/slow"))]  # 504


def send(port: int, request: str, wait: bool = True) -> str:
    """Send a request; returns the status code of the response, "" where there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request.encode("latin-1"))
        if not wait:
            time.sleep(0.3)
            return ""
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                answer += piece
    return answer.split(b" ", 2)[1].decode() if answer.startswith(b"HTTP/") else ""


def visit(port: int) -> Counter[str]:
    """Send all requests; returns how often each code must be in the log."""
    seen: Counter[str] = Counter()

    def count(times: int, request: str, code: str = "", wait: bool = True) -> None:
        for _ in range(times):
            got = send(port, request, wait)
            if bool(got) == bool(code):
                raise SystemExit(f"make_log.py: nginx answered {got or 'nothing'} to {request.splitlines()[0]!r}")
            seen[got or code] += 1

    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(count, *each) for each in (*SILENT, *SLOW)]
        waiting += [pool.submit(count, *each, wait=False) for each in IMPATIENT]
        for request in REQUESTS:
            count(*request)
        for each in waiting:
            each.result()  # raises what went wrong there
    return seen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(folder: Path, port: int, slow: int) -> None:
    """Write what nginx reads: its configuration, and a small site."""
    (folder / "site" / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "site" / "page.txt").write_text("Hello, whoever you are.\n" * 10)
    (folder / "members").write_text("")
    text = Path(__file__).with_name("nginx.conf.in").read_text()
    user = ""
    if os.geteuid() == 0:  # else the worker would be somebody who may not read the folder
        import grp

        user = f"user root {grp.getgrgid(0).gr_name};"
    for name, value in (("FOLDER", folder), ("PORT", port), ("SLOW", slow), ("USER", user)):
        text = text.replace(f"@{name}@", str(value))
    (folder / "nginx.conf").write_text(text)


def answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until nginx listens; False where it ends instead."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.02)
    return False


@contextlib.contextmanager
def running(nginx: str, folder: Path) -> Iterator[int]:
    """nginx, on the port that this gives; it has stopped when the context is left."""
    with socket.socket() as slow, (folder / "nginx.err").open("wb") as errors:
        slow.bind(("127.0.0.1", 0))
        slow.listen(64)  # connections are taken, and nothing ever comes back
        for _ in range(5):  # somebody else may take the port before nginx does
            port = free_port()
            prepare(folder, port, slow.getsockname()[1])
            command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
            try:
                if answers(process, port):
                    yield port
                    return
            finally:
                stop(process)
    raise SystemExit(f"make_log.py: nginx does not start:\n{(folder / 'nginx.err').read_text()}")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for_lines(log: Path, count: int) -> None:
    """nginx writes a line when it is done with a request, which is after the client is."""
    end = time.monotonic() + PATIENCE
    while log.read_bytes().count(b"\n") < count:
        if time.monotonic() > end:
            raise SystemExit(f"make_log.py: {log} has not got a line for each of {count} requests")
        time.sleep(0.05)


def main(folder: Path) -> None:
    # Debian does not have sbin in everyone's PATH.
    wanted = os.environ.pop("NGINX", "") or "nginx"  # nginx takes the variable for its inherited sockets
    nginx = shutil.which(wanted, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not nginx:
        raise SystemExit(f"make_log.py: {wanted} is not installed; install nginx, or name it by NGINX=")
    with running(nginx, folder) as port:
        seen = visit(port)
        wait_for_lines(folder / "access.log", seen.total())
    (folder / "expected").write_text("".join(f"{code} {count}\n" for code, count in sorted(seen.items())))
    version = subprocess.run([nginx, "-v"], capture_output=True, text=True, check=True).stderr.strip().split("/")[-1]
    print(f"nginx {version} on port {port} of the loopback has answered {seen.total()} requests, {len(seen)} codes.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]).resolve())
