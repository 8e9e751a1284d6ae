"""What the tests send to nginx, and what it answers and logs. The facts are those of nginx 1.22."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nginx_server import SAID, Growing, Nginx, get

# Each log that nginx writes of the same requests, with the format to ask for.
LOGS = {
    "status.log": "plain",
    "combined.log": "combined",
    "combined.log.gz": "combined",
    "vhost_combined.log": "vhost_combined",
    "json.log": "json",
    "nested.log": "json:http.response.status_code",
}


@dataclass(frozen=True)
class Exchange:
    """A request that is sent some times, the code that nginx logs, and the reason phrase that comes with it."""

    logged: int
    phrase: str | None  # None: nothing that begins with a status line comes back
    request: bytes
    times: int = 1
    server: str = "plain"
    certificate: str | None = "trusted"
    tls: bool = True
    leave: str = ""  # the client goes "at once", or when the "upstream" server has been asked
    title: str = ""  # what nginx's page says, where that is not the phrase
    own: int = 0  # what nginx calls it, whatever it sends

    @property
    def name(self) -> str:
        """What the exchange is called in the names of tests."""
        line = self.request.splitlines()[0][:30].decode("ascii", "backslashreplace")
        return f"{self.server} {self.own or line} logged as {self.logged}"


def post(*headers: str, body: str = "") -> bytes:
    lines = ["POST /page.txt HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", body]
    return "\r\n".join(lines).encode()


TOO_LONG = "x" * 4000

PLAIN = [
    Exchange(200, "OK", get("/page.txt"), times=7),
    Exchange(200, None, b"GET /page.txt\r\n"),  # HTTP/0.9 has no status line
    Exchange(200, "OK", get("/busy.txt")),
    Exchange(204, "No Content", get("/empty"), times=2),
    Exchange(206, "Partial Content", get("/page.txt", "Range: bytes=0-9"), times=3),
    Exchange(301, "Moved Permanently", get("/docs"), times=2),
    Exchange(302, "Moved Temporarily", get("/moved"), times=4, title="Found"),
    Exchange(303, "See Other", get("/see")),
    Exchange(304, "Not Modified", get("/page.txt", "If-None-Match: *"), times=5),
    Exchange(307, "Temporary Redirect", get("/for-now")),
    Exchange(308, "Permanent Redirect", get("/for-good")),
    Exchange(400, "Bad Request", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
    Exchange(400, "Bad Request", b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\xff"\r\n\r\n'),
    Exchange(400, None, b"GET /page.txt HTTP/1.1\r\nHo", leave="at once"),
    Exchange(401, "Unauthorized", get("/members"), title="Authorization Required"),
    Exchange(403, "Forbidden", get("/docs/"), times=3),
    Exchange(404, "Not Found", get("/nothing"), times=6),
    Exchange(404, "Not Found", get('/"quoted"', 'User-Agent: " 777 1 "', 'Referer: \\" 888 "status":"999"}')),
    Exchange(405, "Not Allowed", post("Content-Length: 2", body="hi"), times=2),
    Exchange(408, None, b"GET /page.txt HTTP/1.1\r\nHost: loc"),  # and then no more of it
    Exchange(412, "Precondition Failed", get("/page.txt", 'If-Match: "another"')),
    Exchange(413, "Request Entity Too Large", post("Content-Length: 4000", body=TOO_LONG), times=2),
    Exchange(414, "Request-URI Too Large", get(f"/{TOO_LONG}")),
    Exchange(416, "Requested Range Not Satisfiable", get("/page.txt", "Range: bytes=99999-"), times=2),
    Exchange(429, "Too Many Requests", get("/many"), times=3),
    Exchange(444, None, get("/silence"), times=4),
    Exchange(499, None, get("/left"), times=3, leave="upstream"),
    Exchange(500, "Internal Server Error", get("/loop"), times=2),
    Exchange(501, "Not Implemented", get("/page.txt", "Transfer-Encoding: rot13")),
    Exchange(502, "Bad Gateway", get("/down")),
    Exchange(502, "Bad Gateway", get("/drop")),
    Exchange(503, "Service Temporarily Unavailable", get("/busy.txt"), times=2),
    Exchange(504, "Gateway Time-out", get("/slow"), times=2),
    Exchange(505, "HTTP Version Not Supported", b"GET / HTTP/7.0\r\n\r\n"),
    Exchange(507, "Insufficient Storage", get("/full")),
]

# The four errors that only nginx tells apart: how each is made, and what nginx calls it on its own page.
OWN = {
    494: (get("/page.txt", f"Cookie: {TOO_LONG}"), "trusted", True, "Request Header Or Cookie Too Large"),
    495: (get("/page.txt"), "stranger", True, "The SSL certificate error"),
    496: (get("/page.txt"), None, True, "No required SSL certificate was sent"),
    497: (get("/page.txt"), None, False, "The plain HTTP request was sent to HTTPS port"),
}

# What the client is sent and the log has for 494, 495, 496, 497, by what the server's error_page does with them.
BY_SERVER = {
    "untouched": (400, 400, 400, 400),  # no error_page
    "page": (400, 400, 400, 400),  # error_page 494 /why.txt
    "bare": (400, 400, 400, 400),  # error_page 494 = @494, which has: return 494
    "equals": (494, 495, 496, 497),  # error_page 494 =494 /why.txt
    "named": (494, 495, 496, 497),  # error_page 494 = @494, which has: return 494 "text"
    "elsewhere": (302, 302, 302, 302),  # error_page 494 https://localhost/
}
PHRASES = {400: "Bad Request", 302: "Moved Temporarily"}  # nginx has no phrase for its own codes


def tls_exchanges() -> list[Exchange]:
    found = [Exchange(200, "OK", get("/page.txt"), server=server) for server in BY_SERVER]
    for server, row in BY_SERVER.items():
        for (own, (request, certificate, tls, title)), logged in zip(OWN.items(), row, strict=True):
            said = {400: title, 302: "Found"}.get(logged, "")
            times = own - 492 if server == "equals" else 1  # 2, 3, 4, 5: no count is like another
            phrase = PHRASES.get(logged, "")
            found.append(Exchange(logged, phrase, request, times, server, certificate, tls, title=said, own=own))
    return found


EXCHANGES = PLAIN + tls_exchanges()


def expected() -> Counter[int]:
    """How often each code must be in the logs."""
    counts: Counter[int] = Counter()
    for each in EXCHANGES:
        counts[each.logged] += each.times
    return counts


class Traffic:
    """All exchanges with one nginx, which has stopped: what came back, what the plain log got, and the logs."""

    def __init__(self, nginx: Nginx) -> None:
        self.folder = nginx.folder
        self.answers: dict[str, list[bytes]] = {}
        self.logged: dict[str, list[str]] = {}
        growing = Growing(nginx.log("status.log"))
        for each in EXCHANGES:
            for _ in range(each.times):
                answer = self._send(nginx, each)
                self.answers.setdefault(each.name, []).append(answer)
                self.logged.setdefault(each.name, []).extend(growing.more(1))
        # What nginx says when it is told to answer with a code.
        self.said = {code: nginx.ask(get(f"/say/{code}")) for code in SAID}

    @staticmethod
    def _send(nginx: Nginx, exchange: Exchange) -> bytes:
        if exchange.leave:
            nginx.leave(exchange.request, wait=exchange.leave == "upstream")
            return b""
        return nginx.ask(exchange.request, exchange.server, exchange.certificate, exchange.tls)
