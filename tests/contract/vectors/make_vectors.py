#!/usr/bin/env python3
"""python3 tests/contract/vectors/make_vectors.py [--check]: write the generated vectors, or say which are not fresh.

Nothing here knows the core: expectations come from the rules in oracle/ and from tests/contract/facts. The vectors
written by hand are checked too: their form always, and what sets.tsv and logs.tsv expect against oracle/.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from oracle import codes, entries, logs, mail, problems, retry, sets, systems, text, tsv

HERE = Path(__file__).resolve().parent

BY_HAND = (
    "logs", "logs_formats", "logs_structured", "logs_times", "nearest", "search", "sets", "smtp_replies",
    "status_lines", "warning_fields",
    "spellings", "write_status_line",
)  # fmt: skip


def text_to_code() -> str:
    """Some texts are long: they are written as repetitions, which table() would escape."""
    columns = ("text", "result")
    long = "".join(f"{cell}\t{result}\n" for cell, result in text.LONG)
    return tsv.table(columns, text.text_rows()) + long


def generated() -> Iterator[tuple[str, str]]:
    yield "codes", tsv.table(codes.COLUMNS, codes.code_rows())
    yield "editions", tsv.table(("code", "edition", "phrase"), codes.edition_rows())
    yield "methods", tsv.table(("method", "is_idempotent"), codes.method_rows())
    yield "text_to_code", text_to_code()
    yield "retry_after", tsv.table(("value", "now", "result"), retry.retry_after_rows())
    yield "problems", problems.table()
    yield (
        "set_algebra",
        tsv.table(("a", "b", "union", "intersection", "difference", "complement", "equal"), sets.algebra_rows()),
    )
    yield "set_grammars", tsv.table(("system", "text", "result", "canonical"), sets.grammar_rows())
    yield "tally_integers", tsv.table(("width", "signed", "values", "counts", "skipped"), sets.tally_rows())
    yield (
        "enhanced",
        tsv.table(
            ("text", "result", "class", "subject", "detail", "known", "severity", "basic", "at"),
            systems.enhanced_rows(),
        ),
    )
    yield "smtp_quotes", tsv.table(mail.COLUMNS, mail.quote_rows())
    yield (
        "substatus",
        tsv.table(("text", "result", "code", "sub", "meanings", "since", "at"), systems.substatus_rows()),
    )
    yield (
        "cloudflare",
        tsv.table(("code", "of", "place", "http_status", "inferred", "retry_after"), systems.cloudflare_rows()),
    )
    yield "logs_servers", tsv.table(("name", "refused", "counts", "skipped"), logs.server_rows(HERE / "logs"))
    yield "entries", tsv.table(("system", "text", "entries"), entries.entry_rows())
    yield "matches", tsv.table(("text", "systems"), entries.match_rows())
    yield "grpc_maps", tsv.table(("function", "map", "argument", "result"), systems.grpc_map_rows())
    yield "grpc", tsv.table(("function", "argument", "result"), systems.grpc_rows())


def main() -> int:
    parser = argparse.ArgumentParser(prog="make_vectors.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not right")
    options = parser.parse_args()
    stale, names = [], set(BY_HAND)
    try:
        codes.check_facts()
        for name, content in generated():
            names.add(name)
            path = HERE / f"{name}.tsv"
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                stale.append(name)
                if not options.check:
                    path.write_text(content, encoding="utf-8", newline="\n")
        for name in sorted(names - set(stale if options.check else [])):
            tsv.parse(HERE / f"{name}.tsv")
        for path in codes.FACTS.glob("*.tsv"):
            tsv.parse(path)
        sets.check(HERE / "sets.tsv")
        logs.check(HERE / "logs.tsv")
        logs.check(HERE / "logs_structured.tsv")
    except tsv.FormatError as error:
        print(f"vectors: {error}", file=sys.stderr)
        return 1
    unknown = {path.stem for path in HERE.glob("*.tsv")} - names
    if unknown:
        print(f"vectors: neither generated nor in BY_HAND: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    for name in stale:
        print(f"{'not fresh' if options.check else 'wrote'}: tests/contract/vectors/{name}.tsv")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
