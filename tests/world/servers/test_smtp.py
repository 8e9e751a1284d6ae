"""A real mail server: every reply that it can be made to give is parsed and explained."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpstatus import smtp
from mail_server import BANNER, HOST, authenticate, connected
from programs import run_lua

# One server wants passwords without TLS, and the server's library warns of that.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

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
            Step("RCPT TO:<group@mail.example>", 553, "5.1.3", "Not the address of a person"),
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
            Step("DATA", 503, None, "Error: need RCPT command"),
            RSET,
            Step("NOOP", 250, None, "OK"),
            Step(
                *("VRFY anyone@mail.example", 252, None),
                "Cannot VRFY user, but will accept message and attempt delivery",
            ),
            Step("EXPN staff", 502, None, "EXPN not implemented"),
            Step("STARTTLS", 454, None, "TLS not available"),
            Step("AUTH PLAIN", 500, None, "Error: command 'AUTH' not recognized"),
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
            Step(
                f"AUTH PLAIN {base64('0someone0wrong'.replace('0', chr(0)))}",
                535,
                "5.7.8",
                "Authentication credentials invalid",
            ),
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
}


@dataclass(frozen=True)
class Conversation:
    """A dialogue that has been held: its steps, and the replies as they came."""

    steps: list[Step]
    replies: list[bytes]

    def __iter__(self) -> Iterator[tuple[Step, bytes]]:
        return iter(zip(self.steps, self.replies, strict=True))


@pytest.fixture(scope="module", params=DIALOGUES)
def conversation(request: pytest.FixtureRequest) -> Conversation:
    """Each dialogue, with a server of its own."""
    dialogue = DIALOGUES[request.param]
    replies = []
    with connected(**dialogue.options) as client:
        for step in dialogue.steps:
            if step.say is not None:
                client.say(step.say)
            replies.append(client.reply())
        if dialogue.hangs_up:
            assert client.reply() == b"", "the server has not hung up"
    return Conversation(dialogue.steps, replies)


def test_enough_different_replies() -> None:
    steps = [step for dialogue in DIALOGUES.values() for step in dialogue.steps]
    assert len({step.code for step in steps}) >= 20
    assert {step.code // 100 for step in steps} == set(SEVERITIES)
    assert len({step.enhanced for step in steps if step.enhanced}) >= 15


def test_replies(conversation: Conversation) -> None:
    for step, raw in conversation:
        assert raw == step.as_sent()
        reply = smtp.parse(raw)
        assert (reply.code, reply.enhanced) == (step.code, step.enhanced)
        assert reply.text == step.text
        assert reply.severity == SEVERITIES[step.code // 100]
        assert smtp.parse(raw.replace(b"\r\n", b"\n")) == reply
        assert smtp.parse(raw.decode()).text == step.text
        assert smtp.parse(raw.decode()) == reply


def test_explanations(conversation: Conversation) -> None:
    for step, raw in conversation:
        reply = smtp.parse(raw)
        assert reply.meaning is smtp.reply(step.code)
        assert reply.meaning.code == step.code
        assert reply.meaning.severity == reply.severity
        assert reply.meaning.title
        assert reply.meaning.explanation
        if step.enhanced is None:
            assert reply.detail is None
        else:
            assert reply.detail == smtp.enhanced(step.enhanced)
            assert reply.detail.code == step.enhanced
            assert reply.detail.severity == reply.severity
            assert reply.detail.title
            assert reply.detail.explanation


def test_unfinished_replies(conversation: Conversation) -> None:
    """What is not yet a whole reply, or more than one, is refused with the place."""
    for _, raw in conversation:
        *lines, last = raw.splitlines(keepends=True)
        for count in range(len(lines)):
            with pytest.raises(ValueError, match="at position"):
                smtp.parse(b"".join(lines[: count + 1]))
        with pytest.raises(ValueError, match="at position"):
            smtp.parse(b"".join(lines) + last[:2])
        with pytest.raises(ValueError, match="at position"):
            smtp.parse(raw + raw)


def test_replies_in_lua(conversation: Conversation, tmp_path: Path) -> None:
    files = []
    for number, raw in enumerate(conversation.replies):
        files.append(tmp_path / str(number))
        files[-1].write_bytes(raw)
    rows = run_lua("replies.lua", *files)
    for row, step in zip(rows, conversation.steps, strict=True):
        meaning = smtp.reply(step.code)
        detail = smtp.enhanced(step.enhanced) if step.enhanced else None
        assert row == [
            *(str(step.code), step.enhanced or "", step.text.replace("\n", "\\n"), SEVERITIES[step.code // 100]),
            *(meaning.title, detail.title if detail else ""),
        ]
