"""code(): text to code, for every kind of text."""

from __future__ import annotations

import array
import contextlib
import mmap
import pickle
import random
import re
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, UnknownStatusError, code
from hypothesis import example, given
from hypothesis import strategies as st
from support import candidates, quoted

NAMES = sorted(
    {
        (text, meaning.code)
        for meaning in httpstatus.registry("iana")
        if httpstatus.is_registered(meaning.code)
        for text in (meaning.name, meaning.phrase, *meaning.former_names)
    }
)


def test_every_name_of_the_registry_leads_back() -> None:
    """IANA's names go before all others; another one leads to its code, or refuses because it is another's too."""
    for text, number in NAMES:
        assert code(text) == number, text
    for meaning in httpstatus.registry():
        if meaning.phrase == "(Unused)":
            continue
        names = [meaning.name, meaning.phrase, *meaning.former_phrases, *meaning.former_names, *meaning.aliases]
        for text in filter(None, names):
            assert meaning.code in candidates(text) or httpstatus.is_registered(candidates(text)[0])


@pytest.mark.parametrize("name", list(HTTPStatus.__members__))
def test_members(name: str) -> None:
    status = HTTPStatus[name]
    assert code(name) == code(status.phrase) == code(str(status)) == code(f"{status} {status.phrase}") == status
    assert type(code(name)) is int


class Text(str):
    __slots__ = ()


class Bytes(bytes):
    pass


def test_kinds_of_text() -> None:
    texts: list[Any] = [
        "not found", Text("not found"), b"not found", Bytes(b"not found"), bytearray(b"not found"),
        memoryview(b"not found"), memoryview(b"<not found>")[1:-1], array.array("B", b"not found"),
        memoryview(bytearray(b"not found")).toreadonly(),
    ]  # fmt: skip
    for text in texts:
        assert code(text) == 404
    with mmap.mmap(-1, 9) as memory:
        memory.write(b"not found")
        assert code(memory) == 404


def test_a_buffer_that_is_not_contiguous() -> None:
    with pytest.raises(BufferError):
        code(memoryview(b"4_0_4_")[::2])


@pytest.mark.parametrize("wrong", [404, 404.0, None, ["404"], ("not found",), object(), HTTPStatus.OK, str], ids=str)
def test_what_is_no_text(wrong: Any) -> None:
    with pytest.raises(TypeError, match="is str or bytes, not ") as caught:
        code(wrong)
    assert repr(wrong) in str(caught.value)


def test_buffers_are_given_back() -> None:
    """A bytearray whose buffer is held cannot change its size."""
    for content in (b"not found", b"nothing at all", b"precondition", b"\xff"):
        text = bytearray(content)
        for function in (
            code,
            httpstatus.parse_status_line,
            httpstatus.search,
            httpstatus.origin,
            httpstatus.smtp.parse,
        ):
            with contextlib.suppress(ValueError):
                function(text)
            text.append(0)
            text.pop()
    name = bytearray(b"nginx")
    httpstatus.lookup(499, name)  # type: ignore[arg-type]
    name.append(0)


@pytest.mark.parametrize(
    "text",
    [
        "not\0found", "\0", "404\0", "404 \0", "404 a\nb", "Not Found\0", "\x7f", "\x1b[31mNot Found", "\ud800",
        "\u0664\u0660\u0664", "\uff14\uff10\uff14", "\xb2\xb2\xb2", "\u0967\u0968\u0969", "\udc80404",
        "not\udcfffound", "\U0010ffff", "n\u0308ot found", "not\u00a0found", "\u2003404", "\ufeff404", "\ufb01nd",
        "\u017fee other", "Stra\xdfe", "\u0130", "4 04", "40 4", "4_0_4", "404.",
    ],
    ids=ascii,
)  # fmt: skip
def test_what_names_nothing(text: str) -> None:
    with pytest.raises(UnknownStatusError, match=r"^unknown status '") as caught:
        code(text)
    assert quoted(text) in str(caught.value)


def test_surrogates_are_a_reason_like_any_other() -> None:
    """What a wire sends as Latin-1 comes out of a text file with surrogateescape like this."""
    assert code(b"404 caf\xe9") == code(b"404 caf\xe9".decode("utf-8", "surrogateescape")) == 404


@pytest.mark.parametrize("text", ["Precondition", "method failure", b"INSUFFICIENT-SPACE-ON-RESOURCE"])
def test_ambiguous(text: str | bytes) -> None:
    with pytest.raises(UnknownStatusError, match=r"^ambiguous status '.*': it means \d\d\d or \d\d\d; use the number$"):
        code(text)


def test_the_error() -> None:
    assert issubclass(UnknownStatusError, ValueError)
    assert issubclass(UnknownStatusError, LookupError)
    assert not issubclass(UnknownStatusError, KeyError)
    with pytest.raises(UnknownStatusError, match=r"^unknown status 'not fuond'; did you mean NOT_FOUND \(404\)"):
        code("not fuond")
    with pytest.raises(UnknownStatusError) as caught:
        code("x" * 1_000_000)
    assert len(str(caught.value)) < 300
    error = pickle.loads(pickle.dumps(caught.value))
    assert (type(error), error.args) == (UnknownStatusError, caught.value.args)
    assert UnknownStatusError.__module__ == "httpstatus"

    class Sub(UnknownStatusError):
        pass

    with pytest.raises(LookupError):
        raise Sub("mine")


def test_a_repr_that_raises() -> None:
    class Rude(str):
        __slots__ = ()

        def __repr__(self) -> str:
            raise ZeroDivisionError("mine")

    assert code(Rude("not found")) == 404
    with pytest.raises((ZeroDivisionError, UnknownStatusError)):  # before 3.12 the message is lost, and not the error
        code(Rude("nothing"))


LONG = 10_000_000
SHAPES = [
    "x", " ", "_", "-", "'", "not ", "not-found ", "4", "404", "404 ", "\0", "é", "\U0001f600", "precondition ",
    "a' _-",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_ten_megabytes(shape: str) -> None:
    """Linear in the length. No clock is read: anything quadratic would not end while somebody waits."""
    long = shape * (LONG // len(shape.encode()))
    for text in (long, long + "404", "404 " + long, "not found" + long, long + "not found"):
        for form in (text, text.encode()):
            with contextlib.suppress(UnknownStatusError):
                assert 0 <= code(form) <= 999


@given(st.text() | st.binary() | st.from_regex(r"[0-9 ]{1,5}[a-z_\- ']{0,9}"))
@example("404")
@example("")
def test_any_text(text: str | bytes) -> None:
    try:
        found = code(text)
    except UnknownStatusError:
        return
    assert 0 <= found <= 999
    assert httpstatus.is_known(found) or str(found) in str(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_str_and_bytes_agree(text: str) -> None:
    found = []
    for form in (text, text.encode()):
        try:
            found.append(code(form))
        except UnknownStatusError as error:
            found.append(str(error).partition("status code")[2])  # type: ignore[arg-type]
    assert found[0] == found[1]


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_case_and_separators_do_not_matter(named: tuple[str, int], chance: random.Random) -> None:
    text, number = named
    spaces = [" ", "-", "_", "  ", "__", " - "]
    words = re.split("[ _-]", text.replace("'", chance.choice(["'", ""])))
    mixed = "".join(chance.choice(spaces) + word for word in words).lstrip(" -_")
    mixed = "".join(chance.choice([letter.upper(), letter.lower()]) for letter in mixed)
    assert code(mixed) == number
    assert code(f"  {mixed}\r\n") == number


@given(st.integers(100, 999) | st.integers(), st.text(st.characters(exclude_categories=["Cc"]) | st.just("\t")))
def test_numbers(number: int, reason: str) -> None:
    """A reason is any text without control characters; the tab is none."""
    if 100 <= number <= 999:
        assert code(str(number)) == code(f"{number} {reason}") == number
    else:
        with pytest.raises(UnknownStatusError):
            code(str(number))


@given(st.integers(100, 999), st.binary())
def test_any_reason_in_bytes(number: int, reason: bytes) -> None:
    assert code(b"%d %b" % (number, re.sub(rb"[\0-\x08\x0a-\x1f\x7f]", b"", reason))) == number
