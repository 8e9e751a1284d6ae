"""tally() and Tally: buffers of every kind, iterables, and a Mapping like a dict."""

from __future__ import annotations

import array
import collections
import copy
import ctypes
import io
import json
import mmap
import pickle
import struct
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusSet, Tally, tally
from hypothesis import given
from hypothesis import strategies as st
from support import shown

# Every format of one integer, and the number of bytes that it may have here.
FORMATS = {format: struct.calcsize(f"@{format}") for format in "bBhHiIlLqQnN"}
NATIVE = "<" if sys.byteorder == "little" else ">"
FOREIGN = ">" if sys.byteorder == "little" else "<"
CODES = st.lists(st.integers(0, 999) | st.sampled_from([200, 301, 304, 404, 500]) | st.integers())
COUNTS = st.dictionaries(st.integers(0, 999), st.integers(0, 2**40))


def model(codes: Any) -> tuple[dict[int, int], int]:
    """Counts by code, and how many were skipped."""
    found = collections.Counter(codes)
    counts = {code: found[code] for code in sorted(found) if 0 <= code <= 999}
    return counts, sum(found.values()) - sum(counts.values())


def parts(counted: Tally) -> tuple[dict[int, int], int]:
    return dict(counted), counted.skipped


def limits(format: str) -> tuple[int, int]:
    bits = 8 * FORMATS[format]
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if format.islower() else (0, (1 << bits) - 1)


def samples(format: str) -> list[int]:
    low, high = limits(format)
    values = [0, 1, 42, 100, 127, 200, 200, 200, 255, 404, 500, 599, 600, 999, 1000, -1, -404, 65536 + 404, 2**32 + 404]
    return [value for value in (*values, low, high) if low <= value <= high] * 7


# ---- Buffers ----


@pytest.mark.parametrize("format", FORMATS)
def test_every_integer_format(format: str) -> None:
    values = samples(format)
    packed = struct.pack(f"@{len(values)}{format}", *values)
    for view in (memoryview(packed), memoryview(bytearray(packed))):
        assert parts(tally(view.cast(format))) == model(values)
        assert parts(tally(view.cast(f"@{format}"))) == model(values)
    assert parts(tally(memoryview(packed).cast(format).toreadonly())) == model(values)
    assert parts(tally(memoryview(packed).cast(format)[3:-2])) == model(values[3:-2])


@pytest.mark.parametrize("format", "bBhHiIlLqQ")
def test_arrays(format: str) -> None:
    values = samples(format)
    assert parts(tally(array.array(format, values))) == model(values)


@given(st.sampled_from(sorted(FORMATS)), st.data())
def test_any_integers_in_a_buffer(format: str, data: st.DataObject) -> None:
    low, high = limits(format)
    values = data.draw(st.lists(st.integers(low, high) | st.integers(0, min(high, 999))))
    view = memoryview(struct.pack(f"@{len(values)}{format}", *values)).cast(format)
    assert parts(tally(view)) == model(values)


@pytest.mark.parametrize("kind", [ctypes.c_int8, ctypes.c_uint16, ctypes.c_int32, ctypes.c_uint64, ctypes.c_size_t])
def test_ctypes_arrays_say_their_byte_order(kind: Any) -> None:
    values = [100, 127, 100]
    native = (kind * 3)(*values)
    assert memoryview(native).format in (f"{NATIVE}{letter}" for letter in FORMATS)
    assert parts(tally(native)) == model(values)


@pytest.mark.parametrize("kind", [ctypes.c_int16, ctypes.c_uint32, ctypes.c_int64])
def test_foreign_byte_order_is_refused(kind: Any) -> None:
    """Counted as they stand, 404 would be 37889."""
    foreign = kind.__ctype_be__ if sys.byteorder == "little" else kind.__ctype_le__
    with pytest.raises(TypeError, match="native byte order, not of format"):
        tally((foreign * 3)(404, 404, 404))


def test_bytes_are_integers_of_one_byte() -> None:
    for kind in (bytes, bytearray, memoryview, lambda data: array.array("B", data)):
        assert parts(tally(kind(b"\x00\x64\xc8\xc8\xff"))) == ({0: 1, 100: 1, 200: 2, 255: 1}, 0)
        assert parts(tally(kind(b""))) == ({}, 0)
    with mmap.mmap(-1, 4) as memory:
        memory.write(b"dddd")
        assert tally(memory) == {100: 4}


@pytest.mark.parametrize("format", [*"c?P"])
def test_other_formats_are_refused(format: str) -> None:
    size = 8 * 3 * 5
    with pytest.raises(TypeError, match="tally takes a buffer of integers in native byte order, not of format"):
        tally(memoryview(bytes(size)).cast(format))


def test_structs_are_refused() -> None:
    class Pair(ctypes.Structure):
        _fields_ = (("a", ctypes.c_int), ("b", ctypes.c_int))

    with pytest.raises(TypeError, match="not of format"):
        tally((Pair * 2)())
    with pytest.raises(TypeError, match="not of format"):
        tally((ctypes.c_char * 2)())


@pytest.mark.filterwarnings("ignore:The 'u' type code is deprecated")
def test_wide_characters_are_refused() -> None:
    with pytest.raises(TypeError):
        tally(array.array("u", "abc"))


@pytest.mark.parametrize("format", "fd")
def test_floats(format: str) -> None:
    assert tally(array.array(format, [404.0, 200.0, 404.0])) == {200: 1, 404: 2}
    assert parts(tally(array.array(format, [-1.0, 1000.0, 1e30 if format == "d" else 2.0**30]))) == ({}, 3)
    with pytest.raises(TypeError, match=r"a status code is an int, not float: 404\.5$"):
        tally(array.array(format, [200.0, 404.5]))
    with pytest.raises(TypeError, match=r"not float: nan; drop the gaps first, as in column\.dropna\(\)$"):
        tally(array.array(format, [200.0, float("nan")]))
    with pytest.raises(TypeError, match=r"not float: inf$"):
        tally(array.array(format, [float("inf")]))


def test_not_contiguous() -> None:
    values = [200, 404, 500, 404, 301]
    for format in "hiq":
        view = memoryview(array.array(format, values))
        for part in (slice(None, None, 2), slice(None, None, -1), slice(1, None, 3), slice(4, 0, -2)):
            assert parts(tally(view[part])) == model(values[part])


def test_several_dimensions() -> None:
    view = memoryview(array.array("h", [200, 404, 200, 404]))
    assert tally(view.cast("B").cast("h", (2, 2))) == {200: 2, 404: 2}
    assert tally(view.cast("B").cast("h", (1, 4))) == {200: 2, 404: 2}
    assert tally(view.cast("B").cast("h", (1, 2, 2))[:]) == {200: 2, 404: 2}


def test_large_buffers() -> None:
    """Longer than any block that is counted at once, at each place of a block."""
    for extra in range(17):
        values = [404, 200, 500, 999, 0, 1000, -1] * 14_000 + [201] * extra
        assert parts(tally(array.array("h", values))) == model(values)
        assert parts(tally(memoryview(array.array("q", values))[extra:])) == model(values[extra:])


def test_unaligned_buffers() -> None:
    values = [200, 404, -1, 70000] * 50
    packed = bytes(8) + struct.pack("@200i", *values)
    for shift in range(8):
        # A cast wants a length that fits, and nothing about where the memory begins.
        shifted = memoryview(bytes(shift) + packed[8:])[shift:]
        assert parts(tally(shifted.cast("i"))) == model(values)


def test_buffers_are_given_back() -> None:
    codes = array.array("h", [404])
    tally(codes)
    codes.append(200)  # impossible while a view is held
    wrong = array.array("d", [404.5])
    with pytest.raises(TypeError):
        tally(wrong)
    wrong.append(1.0)


def test_released_memoryview() -> None:
    view = memoryview(b"d")
    view.release()
    with pytest.raises(ValueError, match="released"):
        tally(view)


def test_numpy_arrays() -> None:
    numpy = pytest.importorskip("numpy")
    values = [200, 404, 404, 100]
    for kind in ("int16", "uint16", "int32", "uint32", "int64", "uint64", "intp", "longlong"):
        whole = numpy.array(values, dtype=kind)
        assert parts(tally(whole)) == model(values)
        assert parts(tally(whole.reshape(2, 2))) == model(values)
        assert parts(tally(numpy.asfortranarray(whole.reshape(2, 2)))) == model(values)
        assert parts(tally(whole[1:])) == model(values[1:])
        assert parts(tally(whole[:0])) == ({}, 0)
        assert parts(tally(numpy.array(404, dtype=kind))) == ({404: 1}, 0)
        assert parts(tally(list(whole))) == model(values)
        assert parts(tally(whole[::2])) == model(values[::2])
        assert parts(tally(whole[::-1])) == model(values)
        assert parts(tally(whole.reshape(2, 2)[:, 1])) == model(values[1::2])
        assert parts(tally(whole.reshape(2, 2).T)) == model(values)
        with pytest.raises((TypeError, BufferError, ValueError)):
            tally(whole.astype(whole.dtype.newbyteorder()))
    for kind in ("float64", "float32"):
        assert parts(tally(numpy.array(values, dtype=kind)[::2])) == model(values[::2])
    for kind in ("float16", "complex64", "bool", "U3", "S3", "object", "datetime64[s]"):
        with pytest.raises((TypeError, ValueError)):
            tally(numpy.array([1], dtype="int64").astype(kind))


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


# ---- Iterables ----


@given(CODES)
def test_iterables(codes: list[int]) -> None:
    for given_codes in (codes, tuple(codes), iter(codes), collections.deque(codes), (code for code in codes)):
        assert parts(tally(given_codes)) == model(codes)


def test_other_iterables() -> None:
    assert parts(tally(range(98, 1003))) == model(range(98, 1003))
    assert tally({200: "x", 404: "y"}.keys()) == {200: 1, 404: 1}
    assert tally(HTTPStatus)[404] == 1
    assert tally(HTTPStatus).total == len(HTTPStatus)
    assert tally([HTTPStatus.from_code(520), 520]) == {520: 2}
    assert tally(StatusSet("2xx")).total == 100
    assert tally(map(int, ["200", "404", "200"])) == {200: 2, 404: 1}
    assert parts(tally([])) == ({}, 0)
    assert tally([True, False]) == {0: 1, 1: 1}


@pytest.mark.parametrize(
    "counts",
    [{200: 5}, collections.Counter({200: 5}), Tally({200: 5}), collections.UserDict({200: 5}), {}],
    ids=shown,
)
def test_counts_are_not_codes(counts: Any) -> None:
    """The keys of a mapping would be counted, once each."""
    with pytest.raises(TypeError, match=r"tally counts codes, and \S+ has counts already; use Tally\(mapping\)$"):
        tally(counts)
    assert Tally(counts) == dict(counts)


def test_value_counts_are_not_codes() -> None:
    class Series(list[int]):
        index = (200, 404)
        name = "count"

        def value_counts(self) -> None: ...

    with pytest.raises(TypeError, match=r"this Series has counts already; use Tally\(series\), or series\.to_numpy"):
        tally(Series([5, 1]))
    Series.name = "status"
    assert tally(Series([5, 1])) == {5: 1, 1: 1}


@pytest.mark.parametrize("wrong", [404, None, 4.04, object(), int], ids=shown)
def test_what_cannot_be_iterated(wrong: Any) -> None:
    with pytest.raises(TypeError):
        tally(wrong)


@pytest.mark.parametrize("item", ["404", None, 404.0, b"404", [404], object()], ids=shown)
def test_items_that_are_no_codes(item: Any) -> None:
    with pytest.raises(TypeError, match="a status code is an int"):
        tally([200, item, 200])


def test_text_is_refused() -> None:
    for text in ("404", "", "404\n200\n"):
        with pytest.raises(TypeError, match=r"tally takes codes, not text: '.*' \(tally_log reads logs\)"):
            tally(text)  # type: ignore[arg-type]


def test_iterators_that_raise() -> None:
    def codes(error: BaseException) -> Iterator[int]:
        yield 200
        raise error

    for error in (ZeroDivisionError("mine"), KeyboardInterrupt("mine"), MemoryError("mine")):
        with pytest.raises(type(error), match="mine"):
            tally(codes(error))
    assert tally(iter([200])) == {200: 1}


def test_an_iterator_that_counts_itself() -> None:
    def codes() -> Iterator[int]:
        for _ in range(3):
            yield tally([404, 404]).total

    assert tally(codes()) == {2: 3}


# ---- Tally ----


@given(COUNTS, st.integers(0, 2**40))
def test_as_a_mapping(counts: dict[int, int], skipped: int) -> None:
    made = Tally(counts, skipped=skipped)
    expected = {code: counts[code] for code in sorted(counts) if counts[code]}
    assert isinstance(made, Mapping)
    assert made == expected == dict(made) == {**made}
    assert expected == made
    assert list(made) == list(made.keys()) == list(expected)
    assert list(made.values()) == list(expected.values())
    assert list(made.items()) == list(expected.items())
    assert len(made) == len(expected)
    assert bool(made) is bool(expected)
    assert made.total == sum(expected.values())
    assert made.skipped == skipped
    for code in (*expected, 0, 404, 999, 1000, -1, 10**30):
        assert made[code] == expected.get(code, 0)
        assert (code in made) is (code in expected)
        assert made.get(code) == expected.get(code)
        assert made.get(code, "none") == expected.get(code, "none")
    assert made != {**expected, 404: expected.get(404, 0) + 1}
    assert made.keys() & {404} == expected.keys() & {404}
    assert made.items() <= expected.items()


@given(COUNTS, COUNTS, st.integers(0, 2**40), st.integers(0, 2**40))
def test_addition(one: dict[int, int], other: dict[int, int], skipped: int, more: int) -> None:
    a, b = Tally(one, skipped=skipped), Tally(other, skipped=more)
    both = a + b
    assert type(both) is Tally
    assert both == {code: one.get(code, 0) + other.get(code, 0) for code in sorted({*one, *other})
                    if one.get(code, 0) + other.get(code, 0)}  # fmt: skip
    assert both.skipped == skipped + more
    assert both == b + a == sum([a, b], Tally())
    assert a + Tally() == a
    assert (a, b) == (Tally(one, skipped=skipped), Tally(other, skipped=more))


@given(CODES, CODES)
def test_parts_add_up(one: list[int], other: list[int]) -> None:
    assert tally(one) + tally(other) == tally([*one, *other])


@given(COUNTS, st.integers(0, 2**64 - 2))
def test_pickle(counts: dict[int, int], skipped: int) -> None:
    made = Tally(counts, skipped=skipped)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert type(again) is Tally
        assert again == made
        assert again.skipped == skipped
    assert copy.copy(made) == copy.deepcopy(made) == made


@given(COUNTS, st.integers(0, 2**40))
def test_classes(counts: dict[int, int], skipped: int) -> None:
    made = Tally(counts, skipped=skipped)
    found = made.classes
    assert list(found) == ["1xx", "2xx", "3xx", "4xx", "5xx", "other"]
    for label, count in found.items():
        digit = 0 if label == "other" else int(label[0])
        assert count == sum(n for code, n in counts.items() if (code // 100 if 100 <= code <= 599 else 0) == digit)
    assert sum(found.values()) == made.total
    found["2xx"] = -1
    assert made.classes != found or not found


@given(COUNTS, st.frozensets(st.integers(0, 999)))
def test_rate(counts: dict[int, int], codes: frozenset[int]) -> None:
    made = Tally(counts, skipped=5)
    total = sum(counts.values())
    expected = sum(counts.get(code, 0) for code in codes) / total if total else 0.0
    for given_codes in (StatusSet(codes), codes, list(codes), str(StatusSet(codes))):
        assert made.rate(given_codes) == pytest.approx(expected)
    assert type(made.rate("5xx")) is float
    assert 0.0 <= made.rate("4xx") <= 1.0


def test_rate_of_odd_things() -> None:
    made = Tally({200: 3, 404: 1})
    assert made.rate(404) == made.rate("404") == made.rate(HTTPStatus.NOT_FOUND) == 0.25
    assert made.rate("") == made.rate([]) == 0.0
    assert Tally().rate("2xx") == Tally(skipped=5).rate("2xx") == 0.0
    with pytest.raises(ValueError, match="invalid status set"):
        made.rate("nope")
    for wrong in (None, 4.04, [None]):
        with pytest.raises(TypeError):
            made.rate(wrong)  # type: ignore[arg-type]


def test_large_counts() -> None:
    top = 2**64 - 2
    made = Tally({404: top}, skipped=top)
    assert (made[404], made.total, made.skipped, dict(made)) == (top, top, top, {404: top})
    assert pickle.loads(pickle.dumps(made)) == made
    assert repr(made) == f"Tally({{404: {top}}}, skipped={top})"


@pytest.mark.parametrize("count", [-1, 2**64, 10**30, -(10**30)])
def test_counts_out_of_range(count: int) -> None:
    for call in (lambda: Tally({404: count}), lambda: Tally(skipped=count)):
        with pytest.raises(ValueError, match="a count is 0 to") as caught:
            call()
        assert repr(count) in str(caught.value)


@pytest.mark.parametrize("count", ["1", 1.0, None, b"1", [1]], ids=shown)
def test_counts_that_are_no_integers(count: Any) -> None:
    for call in (lambda: Tally({404: count}), lambda: Tally(skipped=count)):
        with pytest.raises(TypeError):
            call()


@pytest.mark.parametrize("code", [-1, 1000, 10**30, 2**32 + 404])
def test_codes_out_of_range(code: int) -> None:
    with pytest.raises(ValueError, match=r"a Tally holds codes 0\.\.999, not "):
        Tally({code: 1})


def test_making_one() -> None:
    assert Tally() == Tally(None) == Tally({}) == Tally([]) == Tally(()) == {}
    assert Tally([(404, 1), (200, 2)]) == Tally({200: 2, 404: 1}) == Tally(iter([(200, 2), (404, 1)]))
    assert Tally(collections.Counter([404, 404])) == {404: 2}
    assert Tally(Tally({404: 2}, skipped=7)) == {404: 2}
    assert Tally({HTTPStatus.NOT_FOUND: True}) == {404: 1}
    assert Tally({404: 0}) == {}
    for call in (
        lambda: Tally({}, 5),
        lambda: Tally(counts={}),
        lambda: Tally({}, skipped=1, nope=2),
        lambda: Tally(404),
        lambda: Tally("404"),
        lambda: Tally([404]),
        lambda: type("Sub", (Tally,), {}),
    ):
        with pytest.raises((TypeError, ValueError)):
            call()


class Index:
    def __index__(self) -> int:
        return 3


def test_substatuses() -> None:
    """IIS's sub-statuses ride along: a dict beside the counts, added up and pickled with them."""
    made = Tally({404: 5}, skipped=1, substatuses={"404.13": 2, "500.19": True, b"404.2": Index()})
    assert made.substatuses == {"404.13": 2, "500.19": 1, "404.2": 3}
    assert {(type(name), type(count)) for name, count in made.substatuses.items()} == {(str, int)}
    assert made == Tally({404: 5}, skipped=1, substatuses=made.substatuses)
    assert made != Tally({404: 5}, skipped=1)
    assert made != Tally({404: 5}, skipped=1, substatuses={"404.13": 2})
    assert made == {404: 5}
    assert eval(repr(made), {"Tally": Tally}) == made
    assert pickle.loads(pickle.dumps(made)).substatuses == copy.deepcopy(made).substatuses == made.substatuses
    both = made + Tally({404: 1}, substatuses={"404.13": 1, "403.1": 1})
    assert both.substatuses == {"404.13": 3, "500.19": 1, "404.2": 3, "403.1": 1}
    assert (made + Tally()).substatuses == (Tally() + made).substatuses == made.substatuses
    made.substatuses.clear()
    assert made.substatuses
    for nothing in ({}, (), [], None):
        assert Tally({404: 5}, substatuses=nothing) == Tally({404: 5})
        assert Tally(substatuses=nothing).substatuses == {}


@pytest.mark.parametrize("name", ["404", "404.", "x", "", "404.1000", "\u0664.1"])
def test_substatuses_that_are_none(name: str) -> None:
    with pytest.raises(ValueError, match="invalid sub-status"):
        Tally(substatuses={name: 1})


def test_wrong_substatuses() -> None:
    for wrong in ({404: 1}, {None: 1}, {"404.1": "1"}, {"404.1": 1.5}, 5, "404.1"):
        with pytest.raises((TypeError, ValueError)):
            Tally(substatuses=wrong)  # type: ignore[arg-type]
    for count in (-1, 2**64):
        with pytest.raises(ValueError, match="a count is 0 to"):
            Tally(substatuses={"404.1": count})


def test_comparison_and_hash() -> None:
    made = Tally({404: 2}, skipped=1)
    assert made != Tally({404: 2})  # what was skipped counts between tallies, and a dict has none
    assert made == {404: 2}
    assert made == collections.Counter([404, 404])
    for other in (404, None, [(404, 2)], "Tally"):
        assert made != other
    with pytest.raises(TypeError, match="unhashable"):
        hash(made)
    for other in ({404: 1}, 1, None, [1]):
        with pytest.raises(TypeError, match="unsupported operand"):
            made + other
        with pytest.raises(TypeError):
            other + made
    with pytest.raises(TypeError):
        sum([made, made])
    with pytest.raises(TypeError):
        made < made  # noqa: B015


def test_a_dict_like_counter() -> None:
    made = Tally({404: 2, 200: 1, 500: 2}, skipped=1)
    counter = collections.Counter({404: 2, 200: 1, 500: 2})
    assert isinstance(made, dict)
    assert list(reversed(made)) == [500, 404, 200]
    assert made.most_common() == [(404, 2), (500, 2), (200, 1)] == counter.most_common()
    for n in (None, 0, 1, 2, 5, -1, 10**30):
        assert made.most_common(n) == made.most_common(n=n) == counter.most_common(n)
    assert json.dumps(made) == json.dumps(dict(sorted(counter.items())))
    assert made.copy() is made
    assert collections.Counter(made) == counter
    assert {404: 1, 1: 1} | made == {1: 1, 200: 1, 404: 2, 500: 2}
    assert type(made | {1: 1}) is dict
    for wrong in ("1", 1.5):
        with pytest.raises(TypeError):
            made.most_common(wrong)  # type: ignore[arg-type]
    for function in (lambda: made | made, lambda: made < made):
        with pytest.raises(TypeError):
            function()


@pytest.mark.parametrize("wrong", [None, "404", 404.5, [], {}, object(), float("nan"), (404,), b"404"], ids=shown)
def test_what_is_no_code_has_not_come(wrong: Any) -> None:
    made = Tally({404: 2})
    assert wrong not in made
    assert made.get(wrong) is None
    assert made.get(wrong, 7) == 7


def test_other_numbers_are_found() -> None:
    class Index:
        def __index__(self) -> int:
            return 404

    made = Tally({404: 2})
    assert made[404.0] == made[Index()] == made[HTTPStatus.NOT_FOUND] == made.get(404.0) == 2
    assert 404.0 in made
    assert made[500.0] == made[float("nan")] == 0
    for wrong in ("404", None, 404.5, [], b"404"):
        with pytest.raises(TypeError, match="a status code is an int"):
            made[wrong]


def test_dict_changes_it_and_nothing_breaks() -> None:
    """Who calls dict's own functions gets what he asks for."""
    made = Tally({404: 2})
    dict.__setitem__(made, 200, 3)  # type: ignore[index]
    assert (made.total, made.classes["2xx"], made[200]) == (5, 3, 3)
    dict.__setitem__(made, "x", "y")  # type: ignore[index]
    for function in (lambda: made.total, lambda: made.classes, lambda: made.rate("4xx"), made.most_common):
        with pytest.raises(TypeError):
            function()  # type: ignore[operator]
    made.__init__({1: 2})  # type: ignore[misc]
    assert made[1] == 0
    assert repr(made) == "Tally({404: 2, 200: 3, 'x': 'y'}, skipped=0)"


def test_immutable() -> None:
    made = Tally({404: 2})
    with pytest.raises(TypeError):
        made[404] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        del made[404]  # type: ignore[attr-defined]
    for name in ("total", "skipped", "classes", "other"):
        with pytest.raises(AttributeError):
            setattr(made, name, 1)
    for name in ("update", "pop", "clear", "setdefault", "popitem"):
        assert not hasattr(made, name)


def test_match_as_a_mapping() -> None:
    match tally([404, 404]):
        case {404: count}:
            assert count == 2
        case _:
            pytest.fail("no match")


def test_printing() -> None:
    made = Tally({404: 2, 200: 1}, skipped=3)
    assert repr(made) == "Tally({200: 1, 404: 2}, skipped=3)"
    assert eval(repr(made), {"Tally": Tally}) == made
    out = io.StringIO()
    print(made, file=out)
    assert out.getvalue() == repr(made) + "\n"


def test_the_largest_count() -> None:
    top = 2**64 - 1
    counted = Tally({404: top}, skipped=top)
    assert (counted[404], counted.skipped) == (top, top)
    with pytest.raises(ValueError, match=r"0 to 2\*\*64-1, not 18446744073709551616"):
        Tally({404: top + 1})


def test_tally_get_wants_a_code() -> None:
    for wrong in ((), (404, 0, 0)):
        with pytest.raises(TypeError):
            Tally({404: 1}).get(*wrong)  # type: ignore[call-overload]


@pytest.mark.parametrize("arguments", [(), (1,), (1, 2, 3, 4)])
def test_restore_tally_refuses(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        httpstatus._restore_tally(*arguments)  # type: ignore[attr-defined]
