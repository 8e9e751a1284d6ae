"""What an editor shows: completions and hovers by pyright's language server, on the installed package."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from test_checkers import ENVIRONMENT

# The caret is where the question is asked.
COMPLETIONS = {
    "httpstatus.is_^": {"is_error", "is_retryable", "is_heuristically_cacheable"},
    "httpstatus.^": {"HTTPStatus", "StatusSet", "phrase", "lookup", "tally_log", "smtp", "vendors"},
    "httpstatus.HTTPStatus.NOT_^": {"NOT_FOUND", "NOT_MODIFIED"},
    "httpstatus.HTTPStatus(404).^": {"phrase", "description", "is_client_error", "status_class", "value"},
    "httpstatus.HTTPStatus.from_code(520).^": {"phrase", "is_server_error"},
    "httpstatus.lookup(404).^": set(httpstatus.Meaning._fields),
    "httpstatus.lookup(404).rules[0].^": set(httpstatus.Rule._fields),
    "httpstatus.tally([200]).^": {"classes", "rate", "total", "skipped", "items"},
    "httpstatus.StatusSet('4xx').^": {"isdisjoint"},
    "httpstatus.smtp.parse('550 no').^": {"code", "enhanced", "severity", "meaning"},
    "httpstatus.vendors.Nginx.^": {"CLIENT_CLOSED_REQUEST", "NO_RESPONSE"},
    'httpstatus.phrase(404, edition="^")': {'"rfc2616"', '"rfc7231"', '"rfc9110"'},
}
HOVERS = {
    "httpstatus.is_error^": ["code: SupportsIndex", "-> bool", "Return whether a code is 400..599"],
    "httpstatus.smtp.reply^": ["code: SupportsIndex", "-> ReplyCode", "Return the primary meaning of a reply code"],
    "httpstatus.HTTPStatus^": ["class", "The status codes that IANA has registered"],
    "httpstatus.StatusSet^": ["class", "An immutable set of status codes"],
    "httpstatus.lookup(404).standing^": ["Standard, temporary, deprecated"],
}


class Server:
    """The language server, asked over its standard input and output."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.into, self.out = process.stdin, process.stdout
        self.count = 0

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.into.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.into.flush()

    def receive(self) -> dict[str, Any]:
        length = 0
        while (line := self.out.readline().strip()) or not length:
            assert line, "the language server has gone"
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        return json.loads(self.out.read(length))  # type: ignore[no-any-return]

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a request; what the server asks meanwhile gets an empty answer."""
        self.count += 1
        self.send(id=self.count, method=method, params=params)
        while True:
            message = self.receive()
            if "method" in message and "id" in message:
                empty = [{}] * len(message["params"].get("items", [])) if "params" in message else None
                self.send(id=message["id"], result=empty)
            elif message.get("id") == self.count:
                assert "error" not in message, message
                return message["result"]

    def at(self, program: Path, question: str, method: str) -> Any:
        before, caret, after = question.partition("^")
        assert caret
        uri = program.with_name(f"{self.count}.py").as_uri()
        text = f"import httpstatus\n\nprint({before}{after})\n"
        self.send(
            method="textDocument/didOpen",
            params={"textDocument": {"uri": uri, "languageId": "python", "version": 1, "text": text}},
        )
        column = len("print(") + len(before) - (method == "textDocument/hover")
        return self.ask(method, {"textDocument": {"uri": uri}, "position": {"line": 2, "character": column}})


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("editor")
    command = [sys.executable, "-m", "pyright.langserver", "--stdio"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=ENVIRONMENT
    ) as process:
        server = Server(process)
        capabilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        folders = [{"uri": folder.as_uri(), "name": "test"}]
        server.ask(
            "initialize",
            {"processId": None, "rootUri": folder.as_uri(), "workspaceFolders": folders, "capabilities": capabilities},
        )
        server.send(method="initialized", params={})
        yield server
        process.kill()


@pytest.mark.parametrize(("question", "wanted"), COMPLETIONS.items())
def test_completions(server: Server, tmp_path: Path, question: str, wanted: set[str]) -> None:
    found = server.at(tmp_path / "x.py", question, "textDocument/completion")
    labels = {item["label"] for item in found["items"]}
    assert wanted <= labels, sorted(labels)


@pytest.mark.parametrize(("question", "wanted"), HOVERS.items())
def test_hovers(server: Server, tmp_path: Path, question: str, wanted: list[str]) -> None:
    found = server.at(tmp_path / "x.py", question, "textDocument/hover")
    for text in wanted:
        assert text in " ".join(found["contents"]["value"].replace("&nbsp;", " ").split()), found
