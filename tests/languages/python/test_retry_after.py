"""retry_after(): the times to count from, and what the standard library makes of dates."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

import pytest
from httpstatus import retry_after
from hypothesis import given
from hypothesis import strategies as st

NOON = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)
NOW = 1796040000
DATE = "Mon, 30 Nov 2026 12:02:00 GMT"

MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(timezone.utc))


def test_the_time_may_be_a_number_or_a_datetime() -> None:
    assert retry_after(DATE, now=NOW) == retry_after(DATE, NOW) == retry_after(DATE, now=float(NOW)) == 120
    assert retry_after(DATE, now=NOON) == retry_after(DATE, now=NOON.astimezone(timezone(timedelta(hours=5)))) == 120
    assert retry_after("120", now=NOON) == 120


def test_a_fraction_of_a_second_is_rounded_down() -> None:
    assert retry_after(DATE, now=NOW + 0.75) == retry_after(DATE, now=NOON + timedelta(microseconds=1)) == 120
    assert retry_after("Thu, 01 Jan 1970 00:00:00 GMT", now=-0.25) == 1


def test_the_clock_is_asked_where_no_time_is_given() -> None:
    ahead = format_datetime(datetime.now(timezone.utc) + timedelta(hours=1), usegmt=True)
    for found in (retry_after(ahead), retry_after(ahead, now=None), retry_after(ahead.encode(), now=time.time())):
        assert found is not None
        assert 3000 < found <= 3600


def test_times_without_a_bound() -> None:
    for late in (10**30, 1e300, 2**63):
        assert retry_after(DATE, now=late) == 0
    for early in (-(10**30), -1e300):
        assert retry_after(DATE, now=early) == 2**52 + NOW + 120


def test_a_response_without_the_field() -> None:
    headers: dict[str, str] = {}
    assert retry_after(headers.get("Retry-After")) is None
    assert retry_after(None, now=NOON) is None


@pytest.mark.parametrize("wrong", [120, 1.5, [], ["120"], NOON, object()])
def test_what_is_not_a_field(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^a Retry-After field is str or bytes, not "):
        retry_after(wrong)


@pytest.mark.parametrize("wrong", ["1796040000", [], NOON.date(), 1j, object()])
def test_what_is_not_a_time(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"^now is a number of seconds or a datetime, not .*{type(wrong).__name__}$"):
        retry_after("120", now=wrong)


def test_times_that_would_mislead() -> None:
    with pytest.raises(ValueError, match=r"has no time zone; pass datetime\.now\(timezone\.utc\)$"):
        retry_after(DATE, now=NOON.replace(tzinfo=None))
    for wrong in (float("nan"), float("inf"), float("-inf")):
        with pytest.raises(ValueError, match=r"^now is a finite number of seconds, not "):
            retry_after(DATE, now=wrong)


def test_its_arguments_have_places() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'value'"):
        retry_after(value="120")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="at most 2 positional arguments"):
        retry_after("120", 0, 0)  # type: ignore[call-arg]


@given(MOMENTS, MOMENTS)
def test_dates_of_the_standard_library(date: datetime, now: datetime) -> None:
    date, now = date.replace(microsecond=0), now.replace(microsecond=0)
    expected = max(0, int((date - now).total_seconds()))
    text = format_datetime(date, usegmt=True)
    if date.year >= 1000:  # the standard library does not pad a year
        assert retry_after(text, now=now) == expected
    for form in ("%a, %d %b {:04} %H:%M:%S GMT", "%a %b %e %H:%M:%S {:04}"):
        assert retry_after(date.strftime(form.format(date.year)), now=now) == expected


@given(st.text() | st.from_regex(r"\A[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\Z"))
def test_a_date_here_is_one_for_the_standard_library(text: str) -> None:
    """It takes much more for a date, but whatever is one here, it reads alike."""
    found = retry_after(text, now=-62135596800)
    if found is not None and not text.strip(" \t\r\n").isdigit() and ":60" not in text:
        assert parsedate_to_datetime(text).timestamp() + 62135596800 == found


def test_two_digits_of_a_year() -> None:
    years = [retry_after(f"Monday, 30-Nov-{year:02} 12:00:00 GMT", now=NOON) for year in range(100)]
    ahead = [(NOON.replace(year=2000 + year) - NOON).total_seconds() for year in range(100)]
    assert years == [max(0, seconds) if year <= 76 else 0 for year, seconds in enumerate(ahead)]
