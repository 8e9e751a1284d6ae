"""A real mail server for a test, with a handler that refuses people in many ways, and a client that keeps the bytes."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from programs import PATIENCE

HOST = "mail.example"
BANNER = "ESMTP at your service"

# What the server says to a recipient, by the name before the at sign; to others, that they are welcome.
RECIPIENTS = {
    "unknown": "550-5.1.1 There is no such account. Please look for\r\n"
    "550-5.1.1 typing errors, or read\r\n"
    "550 5.1.1 https://mail.example/no-such-account",
    "m\N{LATIN SMALL LETTER U WITH DIAERESIS}ller": "550 5.1.1 No m\N{LATIN SMALL LETTER U WITH DIAERESIS}ller here",
    "moved": "551 5.1.6 Moved, and left no address",
    "elsewhere": "554 5.7.1 Relay access denied",
    "group": "553 5.1.3 Not the address of a person",
    "full": "452 4.2.2 The mailbox is full",
    "locked": "450 4.2.1 The mailbox is in use",
    "stranger": "451 4.7.1 Greylisted, please try again in five minutes",
    "crowd": "452 4.5.3 Too many recipients",
}


class Handler:
    """Decides about recipients and messages, and what the answer to EHLO is."""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [f"250-{HOST}", "250-SIZE 1000", "250-ENHANCEDSTATUSCODES", "250 SMTPUTF8"]

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("later@"):
            return "421 4.3.2 Down for maintenance"
        envelope.mail_from = address
        return "250 2.1.0 Sender ok"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = RECIPIENTS.get(address.partition("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        return "550 5.6.0 Not with that content" if b"lottery" in envelope.content else "250 2.0.0 Queued as 4F2A"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"someone", b"secret"), handled=False)


class Server(Controller):
    """aiosmtpd on a port of the loopback that is bound before anybody else can take it."""

    def __init__(self, **options: Any) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        port = self._listening.getsockname()[1]
        super().__init__(
            *(Handler(), "127.0.0.1", port), ready_timeout=PATIENCE, server_hostname=HOST, ident=BANNER, **options
        )

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)


class Client:
    """Speaks to the server over a socket, and keeps what comes back as it came."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._file = connection.makefile("rb")
        self._said = ""

    def close(self) -> None:
        self._file.close()

    def say(self, line: str) -> None:
        self._said = line
        self._connection.sendall(f"{line}\r\n".encode())

    def _line(self) -> bytes:
        try:
            return self._file.readline()
        except TimeoutError:
            pytest.fail(f"no reply to {self._said!r:.200} within {PATIENCE} seconds")

    def reply(self) -> bytes:
        """The next reply, up to the line that has no hyphen behind its code; b"" when the server has hung up."""
        lines = []
        while line := self._line():
            lines.append(line)
            if line[3:4] != b"-":
                break
        return b"".join(lines)


@contextlib.contextmanager
def connected(**options: Any) -> Iterator[Client]:
    """A client of a mail server of its own; both have ended when the context is left."""
    server = Server(**options)
    server.start()
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            client = Client(connection)
            yield client
            client.close()
    finally:
        server.stop()
