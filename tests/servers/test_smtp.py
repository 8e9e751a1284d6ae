"""A real mail server: every reply that it can be made to give is parsed and explained."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpstatus import smtp
from mail_server import BANNER, HOST, authenticate, connected
from programs import run_lua

SEVERITIES = {2: "success", 3: "intermediate", 4: "transient", 5: "permanent"}


@dataclass(frozen=True)
class Step:
    """What the client says, and the reply to it; its enhanced code stands in each of its lines."""

    say: str | None  # None: the server speaks first
    code: int
    enhanced: str | None
    text: str

    def as_sent(self) -> bytes:
        first = f"{self.enhanced} " if self.enhanced else ""
        *lines, last = self.text.split("\n")
        sent = [f"{self.code}-{first}{line}\r\n" for line in lines] + [f"{self.code} {first}{last}\r\n"]
        return "".join(sent).encode()


@dataclass(frozen=True)
class Dialogue:
    steps: list[Step]
    options: dict[str, Any] = field(default_factory=dict)
    hangs_up: bool = False  # the server, after the last step


def base64(text: str) -> str:
    return b64encode(text.encode()).decode()


GREETING = Step(None, 220, None, f"{HOST} {BANNER}")
EHLO = Step("EHLO client.example", 250, None, f"{HOST}\nSIZE 1000\nENHANCEDSTATUSCODES\nSMTPUTF8")
MAIL = Step("MAIL FROM:<someone@client.example>", 250, "2.1.0", "Sender ok")
RCPT = Step("RCPT TO:<anyone@mail.example>", 250, "2.1.5", "Recipient ok")
DATA = Step("DATA", 354, None, "End data with <CR><LF>.<CR><LF>")
RSET = Step("RSET", 250, None, "OK")
QUIT = Step("QUIT", 221, None, "Bye")

DIALOGUES = {
    "delivered": Dialogue(
        [GREETING, EHLO, MAIL, RCPT, DATA, Step("Subject: Hi\r\n\r\nHi.\r\n.", 250, "2.0.0", "Queued as 4F2A"), QUIT],
        hangs_up=True,
    ),
    "refused recipients": Dialogue(
        [
            GREETING,
            EHLO,
            Step("MAIL FROM:<someone@client.example> SMTPUTF8", 250, "2.1.0", "Sender ok"),
            Step(
                *("RCPT TO:<unknown@mail.example>", 550, "5.1.1"),
                "There is no such account. Please look for\ntyping errors, or read\n"
                "https://mail.example/no-such-account",
            ),
            Step("RCPT TO:<m\xfcller@mail.example>", 550, "5.1.1", "No m\xfcller here"),
            Step("RCPT TO:<moved@mail.example>", 551, "5.1.6", "Moved, and left no address"),
            Step("RCPT TO:<elsewhere@other.example>", 554, "5.7.1", "Relay access denied"),
            Step("RCPT TO:<full@mail.example>", 452, "4.2.2", "The mailbox is full"),
            Step("RCPT TO:<locked@mail.example>", 450, "4.2.1", "The mailbox is in use"),
            Step(
                *("RCPT TO:<stranger@mail.example>", 451, "4.7.1"),
                "Greylisted, please try again in five minutes",
            ),
            RCPT,
            Step("RCPT TO:<crowd@mail.example>", 452, "4.5.3", "Too many recipients"),
            DATA,
            Step("Subject: lottery\r\n\r\nYou have won.\r\n.", 550, "5.6.0", "Not with that content"),
        ]
    ),
    "out of order": Dialogue(
        [
            GREETING,
            Step("MAIL FROM:<someone@client.example>", 503, None, "Error: send HELO first"),
            Step("HELO", 501, None, "Syntax: HELO hostname"),
            Step("HELO client.example", 250, None, HOST),
            Step("RCPT TO:<anyone@mail.example>", 503, None, "Error: need MAIL command"),
            Step("MAIL someone", 501, None, "Syntax: MAIL FROM: <address>"),
            Step("MAIL FROM:<later@client.example>", 421, "4.3.2", "Down for maintenance"),
            MAIL,
            Step("MAIL FROM:<someone@client.example>", 503, None, "Error: nested MAIL command"),
            Step("RCPT TO:<any one@mail.example>", 553, "5.1.3", "Error: malformed address"),
            Step("DATA", 503, None, "Error: need RCPT command"),
            RSET,
            Step("NOOP", 250, None, "OK"),
            Step(
                *("VRFY anyone@mail.example", 252, None),
                "Cannot VRFY user, but will accept message and attempt delivery",
            ),
            Step("EXPN staff", 502, None, "EXPN not implemented"),
            Step("STARTTLS", 454, None, "TLS not available"),
            Step("AUTH PLAIN", 503, None, "Error: send EHLO first"),
            Step("FROBNICATE", 500, None, 'Error: command "FROBNICATE" not recognized'),
            QUIT,
        ],
    ),
    "too much": Dialogue(
        [
            GREETING,
            EHLO,
            Step(
                *("MAIL FROM:<someone@client.example> SIZE=5000", 552, None),
                "Error: message size exceeds fixed maximum message size",
            ),
            Step(
                *("MAIL FROM:<someone@client.example> COLOUR=red", 555, None),
                "MAIL FROM parameters not recognized or not implemented",
            ),
            MAIL,
            RCPT,
            DATA,
            Step("\r\n".join(["long"] * 500 + ["."]), 552, None, "Error: Too much mail data"),
            Step(f"NOOP {'x' * 600}", 500, None, "Command line too long"),
        ],
        {"data_size_limit": 1000},
    ),
    "limited": Dialogue(
        [GREETING, EHLO, RSET, RSET, Step("RSET", 421, "4.7.0", "RSET sent too many times")],
        {"command_call_limit": {"RSET": 2, "*": 10}},
        hangs_up=True,
    ),
    "rubbish": Dialogue(
        [
            GREETING,
            *(Step(name, 500, None, f'Error: command "{name}" not recognized') for name in ("GET", "HOST", "COOKIE")),
            Step("ACCEPT", 500, None, 'Error: command "ACCEPT" not recognized'),
            Step("CONNECTION", 502, "5.5.1", "Too many unrecognized commands, goodbye."),
        ],
        hangs_up=True,
    ),
    "members only": Dialogue(
        [
            GREETING,
            EHLO,
            Step("MAIL FROM:<someone@client.example>", 530, "5.7.0", "Authentication required"),
            Step("AUTH GSSAPI", 504, "5.5.4", "Unrecognized authentication type"),
            Step("AUTH PLAIN not-base64", 501, "5.5.2", "Can't decode base64"),
            Step(f"AUTH PLAIN {base64('0someone0wrong'.replace('0', chr(0)))}", 535, "5.7.8",
                 "Authentication credentials invalid"),
            Step("AUTH LOGIN", 334, None, base64("User Name\0")),
            Step("*", 501, "5.7.0", "Auth aborted"),
            Step("AUTH LOGIN", 334, None, base64("User Name\0")),
            Step(base64("someone"), 334, None, base64("Password\0")),
            Step(base64("secret"), 235, "2.7.0", "Authentication successful"),
            Step("AUTH PLAIN", 503, None, "Already authenticated"),
            MAIL,
            QUIT,
        ],
        {"auth_required": True, "auth_require_tls": False, "authenticator": authenticate},
        hangs_up=True,
    ),
    "no TLS": Dialogue(
        [
            GREETING,
            EHLO,
            Step(
                *("AUTH PLAIN", 538, "5.7.11"),
                "Encryption required for requested authentication mechanism",
            ),
        ]
    ),
}  # fmt: skip

STEPS = [(name, index) for name, dialogue in DIALOGUES.items() for index in range(len(dialogue.steps))]


def shown(value: object) -> str | None:
    return None if isinstance(value, int) else str(value)


@pytest.fixture(scope="module")
def replies() -> dict[tuple[str, int], bytes]:
    """Every reply of every dialogue with a server of its own, as it came."""
    found = {}
    for name, dialogue in DIALOGUES.items():
        with pytest.warns() if dialogue.options.get("auth_required") else connected() as _:
            pass
    return found
