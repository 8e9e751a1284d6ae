"""Ways through the code that the tests by topic do not take: wrong private calls, odd streams, odd objects."""

from __future__ import annotations

import gc
import importlib
import io
import os
import pickle
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from httpstatus import (
    HTTPStatus,
    StatusClass,
    StatusSet,
    Tally,
    _cli,
    _cli_arguments,
    _cli_output,
    _cli_queries,
    _cli_tally,
    _private,
)

W3C = b"#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n"


def in_new_process(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# ---- Functions that only the package calls ----


@pytest.mark.parametrize("arguments", [(), (1,), (1, 2, 3, 4)])
def test_restore_tally_refuses(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        httpstatus._restore_tally(*arguments)  # type: ignore[attr-defined]


@pytest.mark.parametrize("arguments", [(), (1,), (["httpstatus.Meaning"], {}), ("httpstatus.Meaning", [])])
def test_restore_refuses(arguments: tuple[Any, ...]) -> None:
    with pytest.raises((TypeError, ValueError)):
        httpstatus._restore(*arguments)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["httpstatus.Nothing", "", 404, None])
def test_no_record_type_of_that_name(name: Any) -> None:
    for function in (_private.rows, _private.record_type):
        with pytest.raises(ValueError, match="no record type"):
            function(name)


def test_a_log_is_made_of_a_format() -> None:
    kind = _private.log_type()
    for wrong in ((), (5,), (None,), ("plain", "json")):
        with pytest.raises(TypeError):
            kind(*wrong)
    with pytest.raises(ValueError, match="unknown log format 'xml'"):
        kind("xml")
    log = kind("plain")
    for wrong in ((), (b"",), ("200\n", True), (5, True)):
        with pytest.raises(TypeError):
            log.feed(*wrong)


def test_tally_get_wants_a_code() -> None:
    for wrong in ((), (404, 0, 0)):
        with pytest.raises(TypeError):
            Tally({404: 1}).get(*wrong)  # type: ignore[call-overload]


def test_the_largest_count() -> None:
    top = 2**64 - 1
    counted = Tally({404: top}, skipped=top)
    assert (counted[404], counted.skipped) == (top, top)
    with pytest.raises(ValueError, match=r"0 to 2\*\*64-1, not 18446744073709551616"):
        Tally({404: top + 1})


def test_idempotent_is_any_truth() -> None:
    class Undecided:
        def __bool__(self) -> bool:
            raise RuntimeError("neither")

    assert httpstatus.is_retryable(500, idempotent=[0])  # type: ignore[arg-type]
    assert not httpstatus.is_retryable(500, idempotent=[])  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="neither"):
        httpstatus.is_retryable(500, idempotent=Undecided())  # type: ignore[arg-type]


def test_values_that_cannot_be_compared() -> None:
    class Incomparable:
        def __eq__(self, other: object) -> bool:
            raise RuntimeError("incomparable")

        __hash__ = object.__hash__

    fields = {"version": Incomparable(), "code": 200, "reason": ""}
    one, other = (httpstatus._restore("httpstatus.StatusLine", fields | {"code": code}) for code in (1, 2))  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match="incomparable"):
        assert one == httpstatus._restore("httpstatus.StatusLine", fields | {"version": Incomparable()})  # type: ignore[attr-defined]
    assert one != other


def test_members_that_no_class_has() -> None:
    """int.__new__ takes any class and any number, as it does of http.HTTPStatus."""
    odd: Any = int.__new__(StatusClass, 9)
    assert [odd.label, odd.title, odd.section, odd.explanation, odd.definition] == [""] * 5
    assert int.__new__(HTTPStatus, 9).description == ""
    huge: Any = int.__new__(HTTPStatus, 10**30)  # once an OverflowError was left behind, and a SystemError came of it
    assert (huge.description, int.__new__(StatusClass, 10**30).title) == ("", "")
    assert repr(huge) == f"<HTTPStatus: {10**30}>"
    with pytest.raises(ValueError, match=r"outside 100\.\.999"):
        pickle.loads(pickle.dumps(huge))


@pytest.mark.parametrize("kind", ["[]", "{}"])
def test_hashable_values_of_other_releases(kind: str) -> None:
    """Some releases of Python keep the values in a list of the class, too; what is no list is left alone."""
    code = f"""
        import enum
        enum.IntEnum._hashable_values_ = {kind}
        from httpstatus import HTTPStatus, StatusClass
        print(HTTPStatus(404) is HTTPStatus.NOT_FOUND, *StatusClass._hashable_values_)
        """
    values = " 1 2 3 4 5" if sys.version_info >= (3, 13) and kind == "[]" else ""
    assert in_new_process(code) == "True" + values


def test_an_enum_of_another_make() -> None:
    """Where the metaclass has fields of its own, the members' table would lie upon them."""
    code = """
        import enum
        enum.IntEnum = 5  # its type has
        try:
            import httpstatus
        except SystemError as error:
            print(error)
        """
    assert in_new_process(code) == "httpstatus: EnumMeta has fields of its own, which this version does not know"


# ---- Counting buffers ----


def test_formats_of_buffers() -> None:
    numpy = pytest.importorskip("numpy")
    ctypes = pytest.importorskip("ctypes")
    unaligned = numpy.zeros(5, dtype="u1")[1:].view("u2")
    assert memoryview(unaligned).format == "=H"
    assert httpstatus.tally(unaligned) == {0: 2}
    assert httpstatus.tally(memoryview(bytes(8)).cast("@H")) == {0: 4}
    native = (ctypes.c_uint32 * 2)(404, 200)
    assert memoryview(native).format in ("<I", ">I")
    assert httpstatus.tally(native) == {200: 1, 404: 1}
    other = ctypes.c_uint32.__ctype_be__ if sys.byteorder == "little" else ctypes.c_uint32.__ctype_le__
    with pytest.raises(TypeError, match="native byte order"):
        httpstatus.tally((other * 2)())


def exporter(format: bytes | None, width: int) -> Any:
    """Four bytes in a buffer of a format and a width that are what they are told to be, true or not."""
    ctypes = pytest.importorskip("ctypes")
    void, size = ctypes.c_void_p, ctypes.c_ssize_t
    kept: list[Any] = [ctypes.create_string_buffer(b"\1\0\1\0"), format]

    class Buffer(ctypes.Structure):
        _fields_ = (
            *(("buf", void), ("obj", void), ("len", size), ("itemsize", size), ("readonly", ctypes.c_int)),
            *(("ndim", ctypes.c_int), ("format", ctypes.c_char_p), ("shape", void), ("strides", void)),
            *(("suboffsets", void), ("internal", void)),
        )

    class Slot(ctypes.Structure):
        _fields_ = (("slot", ctypes.c_int), ("function", void))

    class Spec(ctypes.Structure):
        _fields_ = (
            *(("name", ctypes.c_char_p), ("basicsize", ctypes.c_int), ("itemsize", ctypes.c_int)),
            *(("flags", ctypes.c_uint), ("slots", ctypes.POINTER(Slot))),
        )

    @ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.POINTER(Buffer), ctypes.c_int)
    def fill(owner: Any, view: Any, flags: int) -> int:
        ctypes.pythonapi.PyBuffer_FillInfo(view, ctypes.py_object(owner), kept[0], size(4), 1, flags)
        view[0].format, view[0].itemsize = format, width
        return 0

    slots = (Slot * 2)(Slot(1, ctypes.cast(fill, void)))  # Py_bf_getbuffer
    make = ctypes.pythonapi.PyType_FromSpec
    make.restype = ctypes.py_object
    kept += [fill, slots, made := make(ctypes.byref(Spec(b"tests.Exporter", object.__basicsize__, 0, 0, slots)))()]
    exporters.append(kept)
    return made


exporters: list[list[Any]] = []  # their types point to what is in here


@pytest.mark.parametrize(
    ("format", "width", "expected"),
    [
        (None, 1, {0: 2, 1: 2}),
        (b"B", 1, {0: 2, 1: 2}),
        (b"", 1, None),
        (b"@", 1, None),
        (b"@@B", 1, None),
        (b"BB", 1, None),
        (b"H", 2, {1: 2}),
        (b"H", 3, None),
        (b"H", 0, None),
        (b"H", -1, None),
    ],
)
def test_exporters_that_break_the_protocol(format: bytes | None, width: int, expected: dict[int, int] | None) -> None:
    if expected is None:
        with pytest.raises(TypeError, match="native byte order"):
            httpstatus.tally(exporter(format, width))
    else:
        assert httpstatus.tally(exporter(format, width)) == expected


# ---- The collector ----


def owners() -> Iterator[Any]:
    """Objects of every type of the extension, and the module itself."""
    yield httpstatus
    yield StatusSet("4xx")
    yield httpstatus.tally_log(W3C)
    yield httpstatus.tally([200])
    yield httpstatus.lookup(404)
    yield httpstatus.parse_status_line("HTTP/1.1 200 OK")
    yield httpstatus.smtp.parse("250 2.0.0 OK")
    yield HTTPStatus.__dict__["name"]
    yield _private.log_type()("plain")


def test_the_collector_sees_what_is_held() -> None:
    """A visitor that stops at what it looks for is passed on: gc.get_referrers is one."""
    HTTPStatus.from_code(520)
    for owner in owners():
        for held in gc.get_referents(owner):
            if gc.is_tracked(held):
                assert any(each is owner for each in gc.get_referrers(held)), (type(owner), type(held))


def test_the_collector_sees_the_sub_statuses_of_a_tally() -> None:
    tally = httpstatus.tally_log(W3C)
    held = gc.get_referents(tally)
    (substatuses,) = (each for each in held if each == tally.substatuses)
    assert any(each is tally for each in gc.get_referrers(substatuses))


def test_a_collection_while_a_record_is_made() -> None:
    """Until 3.11, one may come with each allocation; values that are not there yet are passed over."""
    code = "import gc, httpstatus; gc.set_threshold(1); print(len(list(httpstatus.registry())))"
    assert in_new_process(code) == str(len(list(httpstatus.registry())))


def test_the_collector_sees_a_module_before_it_is_used() -> None:
    found = in_new_process(
        """
        import gc, httpstatus
        lazy = httpstatus.smtp
        kind = type(lazy)
        print(kind.__name__, any(each is lazy for each in gc.get_referrers(kind)))
        """
    )
    assert found == "LazyModule True"


def test_a_package_that_nobody_has_used_goes_away() -> None:
    found = in_new_process(
        """
        import gc, sys, httpstatus
        kind = type(httpstatus.smtp)
        for name in [name for name in sys.modules if name.partition(".")[0] == "httpstatus"]:
            del sys.modules[name]
        del httpstatus, kind
        gc.collect()
        print(sum(type(each).__name__ == "LazyModule" for each in gc.get_objects()))
        """
    )
    assert found == "0"


def test_the_collector_stays_off() -> None:
    assert in_new_process("import gc; gc.disable(); import httpstatus; print(gc.isenabled())") == "False"
    assert in_new_process("import httpstatus, gc; print(gc.isenabled())") == "True"


# ---- Submodules ----


def test_private_functions_that_another_thread_has_filled_in() -> None:
    """Between the look at a module and the filling: here the name of the module is a key that does it."""
    found = in_new_process(
        """
        import types, httpstatus
        module = httpstatus._private

        class Name(str):
            __hash__ = str.__hash__

            def __eq__(self, other):
                if type(module) is not types.ModuleType:
                    module.__class__ = types.ModuleType
                return str.__eq__(self, other)

        vars(module)[Name("__name__")] = vars(module).pop("__name__")
        print(hasattr(module, "rows"), type(module).__name__)
        """
    )
    assert found == "False module"


def test_a_submodule_whose_file_is_gone() -> None:
    found = in_new_process(
        """
        import httpstatus
        places = httpstatus.__path__
        for _ in range(2):
            httpstatus.__path__ = []
            smtp = httpstatus.smtp
            for ask in (lambda: smtp.reply, lambda: dir(smtp), lambda: setattr(smtp, "x", 1)):
                try:
                    ask()
                except (AttributeError, ImportError) as error:
                    print(error)
            httpstatus.__path__ = places
            import httpstatus._lazy
        print(httpstatus.smtp.reply(250).code)
        """
    )
    missing = ["No module named 'httpstatus._lazy'"] * 3 + ["module 'httpstatus.smtp' cannot be found"] * 3
    assert found.split("\n") == [*missing, "250"]


def test_a_submodule_that_asks_for_what_it_lacks(tmp_path: Path) -> None:
    """While its file runs, what it has not defined yet is missing, and nothing runs twice."""
    (tmp_path / "smtp.py").write_text("import httpstatus\nprint('runs')\nhttpstatus.smtp.reply\n", encoding="utf-8")
    found = in_new_process(
        """
        import sys, httpstatus, httpstatus._lazy
        httpstatus.__path__ = [sys.argv[1]]
        try:
            httpstatus.smtp.reply
        except AttributeError as error:
            print(error)
        """,
        str(tmp_path),
    )
    assert found.split("\n") == ["runs", "module 'httpstatus.smtp' has no attribute 'reply'"]


def test_a_submodule_without_a_name() -> None:
    found = in_new_process(
        """
        import httpstatus
        lazy = httpstatus.iis
        del lazy.__name__
        try:
            lazy.substatus
        except SystemError as error:
            print(error)
        """
    )
    assert found == "nameless module"


# ---- The command line, inside of another program ----


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
    assert width * 0.8 <= max(map(len, screen.getvalue().splitlines())) <= width


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
