"""The systems in core/registry/systems hold what the facts have, and nothing else."""

from __future__ import annotations

from conftest import Files
from iana_copies import facts

from core.generate.schema import SYSTEM_FILES


def stated(system: str, entry: Files) -> dict[str, str]:
    """An entry in the form of a row of systems.tsv."""
    return {
        "system": system,
        "part": entry.get("part", ""),
        "key": entry["key"],
        "number": str(entry.get("number", "")),
        "last": str(entry.get("last", "")),
        "names": ";".join(entry.get("names", [])),
        "http_status": str(entry.get("http_status", "")),
        "retry": entry.get("retry", ""),
        "third_party": str(int(entry.get("evidence") == "third-party")),
    }


def test_every_system_has_the_codes_of_the_facts(pristine: Files) -> None:
    stems = {stem.removeprefix("systems/"): stem for stem in SYSTEM_FILES}
    rows = facts("systems.tsv")
    assert set(stems) == {row["system"] for row in rows}
    found = {
        (system, row["part"], row["key"]): row
        for system, stem in stems.items()
        for row in (stated(system, entry) for entry in pristine[stem]["entry"])
    }
    assert found == {(row["system"], row["part"], row["key"]): row for row in rows}
