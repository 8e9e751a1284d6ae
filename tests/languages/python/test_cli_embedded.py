"""The command line inside of another program, which calls main(): odd streams, handlers of its own, private parts."""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from httpstatus import _cli
from httpstatus._cli import arguments as _cli_arguments
from httpstatus._cli import output as _cli_output
from httpstatus._cli import queries as _cli_queries
from httpstatus._cli import tally as _cli_tally


def test_the_module_is_no_program_where_it_is_imported(capsys: pytest.CaptureFixture[str]) -> None:
    importlib.import_module("httpstatus.__main__")
    assert capsys.readouterr() == ("", "")


def test_ctrl_c_before_anything_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(_cli, "_explain", interrupted)
    assert _cli.main(["404"]) == 130


def test_nothing_to_say_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    _cli_arguments.Parser("httpstatus [x]", "")._print_message("")
    with pytest.raises(_cli_output.OutputFailed):
        _cli_arguments.Parser("httpstatus [x]", "")._print_message("x")


class Screen(io.StringIO):
    """A terminal, so it says, that has no file and so no size."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("columns", "width"), [("", 80), ("many", 80), ("-1", 80), ("0", 80), ("60", 60), ("5", 40)])
def test_the_width_of_a_screen_of_no_size(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert _cli.main(["404"]) == 0
    lines = screen.getvalue().splitlines()
    assert width * 0.8 <= max(len(line) for line in lines if "://" not in line) <= width
    assert f"url          {httpstatus.lookup(404).url}" in lines  # whole, however narrow


def test_streams_that_take_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdout", text)
    assert _cli.main(["404"]) == 0
    assert "Not Found" in text.getvalue()


def test_a_closed_stream(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    assert not _cli_output.is_terminal(closed)
    assert _cli.main(["404"]) == 2
    assert "cannot write: I/O operation on closed file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "query", ["nginx:100-101", "nginx:!4xx", "x.99.99", "X.99.99", "retry:299", "retry:100-199", "nginx:200"]
)
def test_sets_and_details_that_nobody_has(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _cli.main([query]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("httpstatus: ")


def test_hints_for_a_word() -> None:
    """Words of texts lead to codes, if they are not so short that they begin half the language."""
    found = httpstatus.search("allowance")
    assert found
    assert httpstatus.search("tea")
    assert _cli_queries.answer("allowance")["hints"][0] == f"{found[0].origin}:{found[0].code}"
    assert _cli_queries.answer("tea")["hints"] == []


def test_halves_of_characters_are_no_json() -> None:
    for half in ("\ud800", "\udbff", "\udc00", "\udfff"):
        text = _cli_output.to_json(half)
        assert text.encode("utf-8")
        assert half not in text
    assert _cli_output.to_json("\ud7ff\ue000") == "\ud7ff\ue000"


def test_a_handler_of_the_host_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who calls main() from a program of theirs keeps the handler that they have set."""
    during = []
    start = _cli_tally.Watch.__enter__

    def enter(self: _cli_tally.Watch) -> _cli_tally.Watch:
        start(self)
        during.append(signal.getsignal(signal.SIGINT))
        return self

    def own(*_: Any) -> None:
        raise AssertionError("nobody has sent a signal")

    monkeypatch.setattr(_cli_tally.Watch, "__enter__", enter)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    path = tmp_path / "log"
    path.write_bytes(b"200\n")
    before = signal.signal(signal.SIGINT, own)
    try:
        assert _cli.main(["tally", os.fspath(path)]) == 0
        assert during == [own]
        assert signal.getsignal(signal.SIGINT) is own
        signal.signal(signal.SIGINT, signal.default_int_handler)
        assert _cli.main(["tally", os.fspath(path)]) == 0
        assert during[1] not in (own, signal.default_int_handler)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
