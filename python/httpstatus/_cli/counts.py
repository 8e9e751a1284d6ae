"""What httpstatus tally shows: tables with bars, counts by time, CSV, JSON, and a picture."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

import httpstatus
from httpstatus import StatusClass, Tally, _logs

from .layout import Table
from .output import is_terminal, terminal_width
from .text import NO_RESPONSE, NO_RESPONSE_TITLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .layout import Block
    from .tally import Choice, Log

DAY, MINUTE = 86400, 60  # seconds
MOST_INTERVALS = 1000  # rows of time, beyond which those without a line are left out
BARS = "▏▎▍▌▋▊▉█"
WRITERS = {  # the origins that may write a format that is not called after its origin
    "alb": ("aws-elb",),
    "npm": ("nginx",),
    "w3c": ("iis", "cloudfront"),
}


class Result:
    """Logs that were counted, and what was asked for."""

    def __init__(self, logs: list[Log], counted: list[Log], choice: Choice, interrupted: bool) -> None:
        self.logs = logs
        self.counted = counted
        self.choice = choice
        self.interrupted = interrupted
        self.tallies = [log.tally for log in counted]
        self.total = sum(self.tallies, Tally())
        formats = {log.format for log in counted}
        self.format = formats.pop() if len(formats) == 1 else ""
        self.chosen = self._choose()

    def _choose(self) -> list[tuple[int, int]]:
        """The codes to show with their counts: by code, or the most common first."""
        only, top = self.choice.only, self.choice.top
        items = self.total.items() if top is None else self.total.most_common()
        return [(code, count) for code, count in items if only is None or code in only][:top]

    # ---- Time ----

    def intervals(self) -> dict[datetime, Tally]:
        """The tallies of all intervals from the first to the last; of those with lines only, if they are too many."""
        found = _logs.intervals([part for log in self.counted for part in log.parts])
        if not found:
            return {}
        first, last, step = min(found), max(found), timedelta(seconds=self.choice.per)
        if (last - first) / step >= MOST_INTERVALS:
            return found
        number = round((last - first) / step) + 1
        return {begin: found.get(begin, Tally()) for begin in (first + step * at for at in range(number))}

    def when(self, begin: datetime) -> str:
        """An interval by its beginning, as short as its length allows."""
        per = self.choice.per
        return begin.strftime(
            "%Y-%m-%d" if per % DAY == 0 else "%Y-%m-%dT%H:%MZ" if per % MINUTE == 0 else "%Y-%m-%dT%H:%M:%SZ"
        )

    def codes_of(self, tally: Tally) -> list[tuple[int, int]]:
        shown = {code for code, _ in self.chosen}
        return [(code, count) for code, count in tally.items() if code in shown]

    # ---- Text ----

    def page(self) -> list[Block]:
        if self.choice.per:
            return [self._times(), "", self._sums()]
        return [self._table()]

    def _times(self) -> Table:
        """A row for each interval: how many codes came, of which classes."""
        intervals = {begin: self.codes_of(tally) for begin, tally in self.intervals().items()}
        labels = sorted({httpstatus.label(code) for codes in intervals.values() for code, _ in codes})
        most = max((sum(count for _, count in codes) for codes in intervals.values()), default=0)
        bars = bar_width()
        table = Table(("time", ">count", *(f">{label}" for label in labels), *([""] if bars else [])))
        table.headed = True
        for begin, codes in intervals.items():
            count = sum(count for _, count in codes)
            classes = by_class(codes)
            cells = [str(classes.get(label, 0)) for label in labels]
            table.rows.append((self.when(begin), str(count), *cells, *([bar(count, most, bars)] if bars else [])))
        return table

    def _sums(self) -> Table:
        table = Table(("", ">count", ""))
        table.rows.append(("total", str(self.total.total), ""))
        lines = "lines without a status or a time" if self.total.skipped else ""
        table.rows.append(("skipped", str(self.total.skipped), lines))
        if self.interrupted:
            table.rows.append(("partial", "", "interrupted: the rest was not counted"))
        return table

    def _table(self) -> Table:
        """A row for each code, sub-status and class; a column for each of several files, and one for all of them."""
        several = len(self.logs) > 1
        bars = bar_width()
        names = file_names(self.counted) if several else []
        columns = [">all" if several else ">count", ">share", *([""] if bars else []), "phrase"]
        table = Table(("code", *(f">{name}" for name in names), *columns))
        table.headed = several
        whole = self.total.total

        def add(label: str, counts: list[int], count: int, text: str) -> None:
            drawn = [bar(count, whole, bars)] if bars else []
            cells = [str(each) for each in counts] if several else []
            table.rows.append((label, *cells, str(count), f"{100 * count / whole:.2f}%", *drawn, text))

        def add_sum(label: str, cells: list[str], count: str, text: str) -> None:
            table.rows.append((label, *(cells if several else []), count, "", *([""] if bars else []), text))

        for code, count in self.chosen:
            add(f"{code:03d}", [tally[code] for tally in self.tallies], count, self._phrase(code))
            for text, times in self.total.substatuses.items():
                if text.startswith(f"{code:03d}.") and not text.endswith(".0"):  # 0 is for none
                    each = [tally.substatuses.get(text, 0) for tally in self.tallies]
                    add(text, each, times, _substatus(text, self.format))
        if whole:
            table.rows.append(())
        for label, count in self.total.classes.items():
            if count:
                title = next((each.title for each in StatusClass if each.label == label), "outside the five classes")
                add(label, [tally.classes[label] for tally in self.tallies], count, title)
        if whole:
            table.rows.append(())
        add_sum("total", [str(tally.total) for tally in self.tallies], str(whole), "")
        lines = "lines without a status" if self.total.skipped else ""
        add_sum("skipped", [str(tally.skipped) for tally in self.tallies], str(self.total.skipped), lines)
        if self.interrupted:
            marks = ["" if log.finished else "partial" for log in self.counted]
            add_sum("partial", marks, "", "interrupted: the rest was not counted")
        return table

    def _phrase(self, code: int) -> str:
        """The registered phrase, or the one of the software that wrote the log, or of the first origin of the code."""
        registered = httpstatus.phrase(code)
        if registered:
            return registered
        meanings = httpstatus.meanings(code)
        wanted = {self.format, *WRITERS.get(self.format, ())}
        wanted |= {log.asked for log in self.counted}
        own = [each for each in meanings if each.origin in wanted or each.origin.partition("-")[2] in wanted]
        if code == NO_RESPONSE and not own:
            return NO_RESPONSE_TITLE
        meanings = tuple(own) or meanings
        if not meanings:
            return ""
        return f"{meanings[0].phrase or meanings[0].name.replace('_', ' ').lower()} ({meanings[0].origin})"

    # ---- Data ----

    def data(self) -> dict[str, Any]:
        files: list[dict[str, Any]] = []
        for log in self.logs:
            file: dict[str, Any] = {"path": log.path}
            if log.error:
                file["error"] = log.error
            elif log in self.counted:
                file.update(format=log.format, **_numbers(log.tally))
                if not log.finished:
                    file["partial"] = True
            else:
                file["error"] = "interrupted before it was read"
            files.append(file)
        whole: dict[str, Any] = {"files": files, "total": _numbers(self.total)}
        if self.choice.per:
            whole["per"] = self.choice.per
            whole["times"] = [
                {"time": begin.strftime("%Y-%m-%dT%H:%M:%SZ"), "counts": _counts(tally), "skipped": tally.skipped}
                for begin, tally in self.intervals().items()
            ]
        if self.interrupted:
            whole["total"]["partial"] = True
        return whole

    def csv(self) -> str:
        """By RFC 4180: a line for each code, with its counts in each file and in all, or for a code of an interval."""
        from csv import writer
        from io import StringIO

        text = StringIO()
        out = writer(text, lineterminator="\n")
        if self.choice.per:
            out.writerow(["time", "code", "count"])
            for begin, tally in self.intervals().items():
                out.writerows([self.when(begin), f"{code:03d}", count] for code, count in self.codes_of(tally))
            return text.getvalue()
        columns = [(log.name, log.tally) for log in self.counted] if len(self.logs) > 1 else []
        out.writerow(["code", *(name for name, _ in columns), "count"])
        for code, count in self.chosen:
            out.writerow([f"{code:03d}", *(tally.get(code, 0) for _, tally in columns), count])
        return text.getvalue()

    def svg(self) -> str:
        """A picture: a bar for each interval, in parts by class, or else a bar for each code."""
        from .picture import bars

        if self.choice.per:
            return bars([(self.when(begin), self.codes_of(tally)) for begin, tally in self.intervals().items()])
        return bars([(f"{code:03d} {self._phrase(code)}".rstrip(), [(code, count)]) for code, count in self.chosen])


def by_class(codes: list[tuple[int, int]]) -> dict[str, int]:
    """Counts of codes as those of classes, by their labels."""
    classes: dict[str, int] = {}
    for code, count in codes:
        label = httpstatus.label(code)
        classes[label] = classes.get(label, 0) + count
    return classes


def _counts(tally: Tally) -> dict[str, int]:
    return {f"{code:03d}": count for code, count in tally.items()}


def _numbers(tally: Tally) -> dict[str, Any]:
    return {
        "counts": _counts(tally),
        "substatuses": tally.substatuses,
        "total": tally.total,
        "skipped": tally.skipped,
        "classes": tally.classes,
    }


def file_names(logs: list[Log]) -> list[str]:
    """The names of files as heads of columns: without folders, where that tells them apart."""
    short = [log.name.rstrip("/").rpartition("/")[2] for log in logs]
    return short if len(set(short)) == len(short) else [log.name for log in logs]


def bar_width() -> int:
    """How wide a bar is; 0 where no terminal is."""
    return min(max(terminal_width() - 60, 8), 20) if is_terminal(sys.stdout) else 0


def bar(part: int, whole: int, width: int) -> str:
    """A bar of so many columns for the whole; what is not nothing shows."""
    try:
        BARS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "#" * max(round(width * part / whole), 1) if part else ""
    eighths = max(round(8 * width * part / whole), 1) if part else 0
    return BARS[-1] * (eighths // 8) + (BARS[eighths % 8 - 1] if eighths % 8 else "")


def _substatus(text: str, format: str) -> str:
    """What is known about the text beside a code: IIS's sub-status, or what the system of the format calls it."""
    sub = text.partition(".")[2]
    if format == "w3c":
        known: Any = httpstatus.iis.substatuses(text) if sub.isascii() and sub.isdigit() else ()
        return f"{known[0].title} (iis)" if known else ""
    from .systems import named

    system = named(format)
    if not system:
        return ""
    from httpstatus import systems

    try:
        entries = systems.lookup(system, sub)
    except (LookupError, ValueError):
        return ""
    first = entries[0] if isinstance(entries, tuple) else entries
    return f"{first.title} ({system})"
