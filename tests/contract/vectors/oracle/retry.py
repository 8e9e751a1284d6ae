"""How long a Retry-After field asks to wait: RFC 9110, sections 10.2.3 and 5.6.7, by the standard library's dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_tz

MOST = 2**53 - 1
DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
LONG_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = f"(?:{'|'.join(MONTHS)})"
CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}"
FORMS = (
    rf"{DAY}, [0-9]{{2}} {MONTH} [0-9]{{4}} {CLOCK} gmt",  # IMF-fixdate
    rf"{LONG_DAY}, [0-9]{{2}}-{MONTH}-[0-9]{{2}} {CLOCK} gmt",  # RFC 850
    rf"{DAY} {MONTH} (?:[0-9]{{2}}| [0-9]) {CLOCK} [0-9]{{4}}",  # asctime
)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def at(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


def in_century(year: int, date: tuple[int, int, int, int, int], now: datetime) -> int:
    """The year of two digits: the last one that is not more than 50 years in the future."""
    found = [each for each in range(year, 10000, 100) if (each - 50, *date) <= now.timetuple()[:6]]
    return max(found)


def moment(text: str, now: datetime) -> datetime | None:
    """The time that a date in one of the three forms tells."""
    form = next((i for i, form in enumerate(FORMS) if re.fullmatch(form, text, re.ASCII | re.IGNORECASE)), None)
    if form is None:
        return None
    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    if form == 1:
        year = in_century(int(text[-15:-13]), (month, day, hour, minute, second), now)
    else:
        year = int(re.findall("[0-9]{4}", text)[0])
    leap = (hour, minute, second) == (23, 59, 60)
    try:
        found = datetime(year, month, day, hour, minute, second - leap, tzinfo=timezone.utc)
    except ValueError:  # there is no such day, or no such time
        return None
    return found + timedelta(seconds=leap)


def wait(value: str, now: int) -> int | None:
    value = value.strip(" \t\r\n")
    if re.fullmatch("[0-9]+", value, re.ASCII):
        return min(int(value), MOST)
    found = moment(value, at(now))
    return None if found is None else max(0, int(found.timestamp()) - now)


NOW = 1796040000  # Mon, 30 Nov 2026 12:00:00 GMT, a day of which the values below speak

NUMBERS = (
    "0", "1", "120", "00120", " 120 ", "\t120\r\n", "3600", "86400", "604800", "2147483647", "2147483648",
    "4294967296", "9007199254740991", "9007199254740992", "99999999999999999999", "1" + 30 * "0", "0" * 40 + "7",
)  # fmt: skip
NEITHER = (
    "", " ", "-", "-1", "-0", "+5", "1.5", "1.", ".5", "1e3", "1E3", "0x78", "1_000", "1,000", "120s", "120 s",
    "2m", "PT2M",
    "120, 240", "120,240", "120;240", "120 240", "12O", "soon", "never", "null", "None", "nan", "inf", "\u0663",
    "\uff11",
    "\u00bd", "1\u00a0", "\x00", "120\x00", "1\x002", "\"120\"", "'120'", "120\x0b", "12\n0",
)  # fmt: skip
DATES = (
    # Each form, ahead, now, and gone by.
    "Mon, 30 Nov 2026 12:02:00 GMT", "Monday, 30-Nov-26 12:02:00 GMT", "Mon Nov 30 12:02:00 2026",
    "Mon, 30 Nov 2026 12:00:00 GMT", "Mon, 30 Nov 2026 12:00:01 GMT", "Mon, 30 Nov 2026 11:59:59 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    "Fri, 31 Dec 9999 23:59:59 GMT", "Fri Dec 31 23:59:59 9999", "Mon, 01 Jan 0001 00:00:00 GMT",
    "Sat, 01 Jan 0000 00:00:00 GMT", "Sat Jan  1 00:00:00 0000", " Mon, 30 Nov 2026 12:02:00 GMT ",
    # In any case, with a weekday that is another day's, and days of asctime.
    "mon, 30 nov 2026 12:02:00 gmt", "MON, 30 NOV 2026 12:02:00 GMT", "Mon, 30 Nov 2026 12:02:00 Gmt",
    "monday, 30-nov-26 12:02:00 gmt", "mon nov 30 12:02:00 2026", "Fri, 30 Nov 2026 12:02:00 GMT",
    "Tuesday, 30-Nov-26 12:02:00 GMT", "Tue Dec  1 12:00:00 2026", "Tue Dec 01 12:00:00 2026",
    # Days that do not exist, and some that do.
    "Tue, 31 Nov 2026 12:00:00 GMT", "Mon, 30 Feb 2026 12:00:00 GMT", "Sun, 29 Feb 2026 12:00:00 GMT",
    "Tue, 29 Feb 2028 12:00:00 GMT", "Mon, 29 Feb 2100 12:00:00 GMT", "Tue, 29 Feb 2000 12:00:00 GMT",
    "Tue, 29 Feb 2400 12:00:00 GMT", "Tue, 00 Dec 2026 12:00:00 GMT", "Tue, 32 Dec 2026 12:00:00 GMT",
    "Thu, 31 Dec 2026 12:00:00 GMT", "Thu, 99 Dec 2026 12:00:00 GMT", "Tue Dec  0 12:00:00 2026",
    "Tue, 29-Feb-28 12:00:00 GMT", "Tuesday, 29-Feb-28 12:00:00 GMT", "Tuesday, 29-Feb-27 12:00:00 GMT",
    "Tuesday, 31-Apr-27 12:00:00 GMT", "Tue Feb 30 12:00:00 2027", "Tue Feb 29 12:00:00 2028",
    # Times that do not exist, and the leap second.
    "Mon, 30 Nov 2026 24:00:00 GMT", "Mon, 30 Nov 2026 23:60:00 GMT", "Mon, 30 Nov 2026 23:59:60 GMT",
    "Mon, 30 Nov 2026 23:59:61 GMT", "Mon, 30 Nov 2026 22:59:60 GMT", "Mon, 30 Nov 2026 23:58:60 GMT",
    "Thursday, 31-Dec-26 23:59:60 GMT", "Thu Dec 31 23:59:60 2026", "Mon, 30 Nov 2026 99:99:99 GMT",
    # Other years, zones and spellings.
    "Mon, 30 Nov 12026 12:00:00 GMT", "Mon, 30 Nov 026 12:00:00 GMT", "Mon, 30 Nov 26 12:00:00 GMT",
    "Monday, 30-Nov-2026 12:00:00 GMT", "Mon, 30-Nov-26 12:02:00 GMT", "Monday, 30 Nov 2026 12:02:00 GMT",
    "Mon Nov 30 12:02:00 12026", "Mon Nov 30 12:02:00 26", "Mon, 30 Nov 2026 12:02:00", "Mon, 30 Nov 2026 12:02:00 UTC",
    "Mon, 30 Nov 2026 12:02:00 UT", "Mon, 30 Nov 2026 12:02:00 Z", "Mon, 30 Nov 2026 12:02:00 EST",
    "Mon, 30 Nov 2026 12:02:00 +0000", "Mon, 30 Nov 2026 13:02:00 +0100", "Mon Nov 30 12:02:00 2026 GMT",
    "Mon Nov 30 12:02:00 GMT 2026", "Mon, 3 Dec 2026 12:02:00 GMT", "Mon,  3 Dec 2026 12:02:00 GMT",
    "Mon, 30 November 2026 12:02:00 GMT", "Mon, 30 Nvo 2026 12:02:00 GMT", "Mno, 30 Nov 2026 12:02:00 GMT",
    "Mon,30 Nov 2026 12:02:00 GMT", "Mon 30 Nov 2026 12:02:00 GMT", "30 Nov 2026 12:02:00 GMT",
    "Mon, 30 Nov 2026  12:02:00 GMT", "Mon, 30 Nov 2026 12:2:00 GMT", "Mon, 30 Nov 2026 12:02 GMT",
    "Mon, 30 Nov 2026 12.02.00 GMT", "Mon, 30 Nov 2026 12:02:00GMT", "Mon, 30 Nov 2026 12:02:00  GMT",
    "Mon, 30 Nov 2026 12:02:00 GMTX", "Mon, 30 Nov 2026 12:02:00 GMT, 120", "120, Mon, 30 Nov 2026 12:02:00 GMT",
    "Mon, 30 Nov 2026 12:02:00 GMT, Mon, 30 Nov 2026 12:04:00 GMT", "Mon, 30 Nov 2026 -1:02:00 GMT",
    "Mon, +1 Dec 2026 12:02:00 GMT", "Mon, 30 Nov -026 12:02:00 GMT", "Mon, 30 Nov 2026 12:02:00 GMT\x00",
    "Mon Nov 3  12:02:00 2026", "Mon Nov   3 12:02:00 2026", "Mondays, 30-Nov-26 12:02:00 GMT",
    "Mond, 30-Nov-26 12:02:00 GMT", "Wednesday, 02-Dec-26 12:02:00 GMT", "Wednesda, 02-Dec-26 12:02:00 GMT",
    "2026-11-30T12:02:00Z", "2026-11-30 12:02:00", "11/30/2026 12:02:00", "1796040120.5",
    "Mon, 30 Nov 2026 12:02:\u0660\u0660 GMT",
)  # fmt: skip
# A year of two digits, at times at which it is another one: 50 years ahead are allowed, and not a second more.
YEARS = (
    ("Monday, 30-Nov-76 12:00:00 GMT", NOW), ("Monday, 30-Nov-76 12:00:01 GMT", NOW),
    ("Monday, 30-Nov-76 11:59:59 GMT", NOW),
    ("Monday, 29-Nov-76 12:00:01 GMT", NOW), ("Tuesday, 01-Dec-76 00:00:00 GMT", NOW),
    ("Monday, 30-Nov-77 12:00:00 GMT", NOW),
    ("Saturday, 01-Jan-00 00:00:00 GMT", NOW), ("Friday, 31-Dec-99 23:59:59 GMT", NOW),
    ("Saturday, 01-Jan-00 00:00:00 GMT", 946684790), ("Friday, 31-Dec-99 23:59:59 GMT", 946684790),
    ("Friday, 01-Jan-05 00:00:00 GMT", 3786912000), ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
    ("Sunday, 06-Nov-94 08:49:37 GMT", 784111770), ("Thursday, 01-Jan-70 00:00:10 GMT", 0),
    ("Monday, 29-Feb-00 00:00:00 GMT", 951782390), ("Monday, 29-Feb-00 00:00:00 GMT", 4000000000),
)  # fmt: skip
TIMES = (
    ("Thu, 01 Jan 1970 00:02:00 GMT", 0), ("Wed, 31 Dec 1969 23:59:59 GMT", -10),
    ("Thu, 01 Jan 1970 00:00:00 GMT", -120),
    ("Tue, 19 Jan 2038 03:14:08 GMT", 2147483647), ("Mon, 01 Jan 1900 00:00:00 GMT", -2208988801),
    ("Sun, 07 Feb 2106 06:28:16 GMT", 4294967295), ("120", 0), ("120", -1), ("Mon Jan  1 00:00:00 1601", -11644473700),
)  # fmt: skip
# What no date of the standard library reaches: the times are bounded, and dates of four digits are past or far ahead.
FAR = (
    ("Mon, 30 Nov 2026 12:02:00 GMT", 2**62, 0), ("Mon, 30 Nov 2026 12:02:00 GMT", 2**52, 0),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 253402300800, 0), ("120", 2**62, 120), ("120", -(2**62), 120),
    ("1.5", 2**62, None),
    ("Thu, 01 Jan 1970 00:00:00 GMT", -(2**62), 2**52),
)  # fmt: skip


def retry_after_rows() -> Iterator[list[object]]:
    for value in (*NUMBERS, *NEITHER, *DATES):
        yield [value or None, NOW, wait(value, NOW)]
    for days in range(0, 800, 13):  # each month and weekday, in each form
        date = at(NOW + days * 86400 + days * 61)
        imf = format_datetime(date, usegmt=True)
        for text in (imf, date.strftime("%A, %d-%b-%y %H:%M:%S GMT"), date.strftime("%a %b %e %H:%M:%S %Y")):
            yield [text, NOW, wait(text, NOW)]
    for value, now in (*YEARS, *TIMES):
        yield [value, now, wait(value, now)]
    yield from ([value, now, result] for value, now, result in FAR)
