"""Read the registry's TOML files into plain objects; schema.py says what they hold."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from .schema import CLASS_FILES, LOG_FILES, SYSTEM_FILES, SYSTEMS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CORE = Path(__file__).resolve().parent.parent
REGISTRY = CORE / "registry"


class RegistryError(Exception):
    """A fault in the registry's files, told with the file and the entry."""


@dataclass
class Header:
    name: str
    message: str  # request or response
    need: str
    when: str
    ref: str


@dataclass
class Rule:
    topic: str
    text: str
    ref: str


@dataclass
class Meaning:
    code: int
    origin: str
    name: str
    phrase: str
    standing: str
    former_phrases: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    editions: dict[str, str] = field(default_factory=dict)
    spec: str = ""
    section: str = ""
    other_specs: list[str] = field(default_factory=list)
    url: str = ""
    sources: list[str] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    explanation: str = ""
    definition: str = ""
    uses: list[str] = field(default_factory=list)
    see_also: list[int] = field(default_factory=list)
    history: str = ""
    note: str = ""
    confidence: str = "documented"
    expires: str = ""  # the last day of its registration; empty where none is set
    more: dict[str, Any] = field(default_factory=dict)  # fields that only core/api and the schema know

    @property
    def key(self) -> str:
        return f"{self.code:03d} {self.origin} {self.name}"

    @property
    def is_default(self) -> bool:
        """Whether phrase(code), name(code) and HTTPStatus speak of this meaning (API rule 2)."""
        return self.origin == "htcpcp" or (self.origin == "iana" and self.standing != "reserved")


@dataclass
class Registry:
    version: str
    meanings: list[Meaning]
    classes: list[dict[str, Any]]
    origins: list[dict[str, Any]]
    sources: dict[str, str]
    systems: dict[str, dict[str, Any]]  # file stem -> its tables
    heads: list[dict[str, Any]]  # of the files in systems/, each with its entries
    logs: dict[str, Any]  # what the formats of logs share
    formats: list[dict[str, Any]]  # those in logs/, in the order in which they are tried

    @property
    def members(self) -> list[Meaning]:
        return [m for m in self.meanings if m.is_default]

    def of_code(self, code: int) -> list[Meaning]:
        return [m for m in self.meanings if m.code == code]


def _fold(value: Any) -> Any:
    """Collapse the white space of wrapped texts, at any depth."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_fold(v) for v in value]
    if isinstance(value, dict):
        return {k: _fold(v) for k, v in value.items()}
    return value


def parse(path: Path) -> dict[str, Any]:
    """A file as it stands, white space and all."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read(path: Path) -> dict[str, Any]:
    try:
        tables: dict[str, Any] = _fold(parse(path))
        return tables
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{path.name}: {error}") from None


def _url(spec: str, section: str) -> str:
    rfc = re.fullmatch(r"RFC (\d+)", spec)
    if not rfc:
        return ""
    anchor = f"#section-{section}" if section else ""
    return f"https://www.rfc-editor.org/rfc/rfc{rfc[1]}{anchor}"


def _meaning(entry: dict[str, Any], where: str) -> Meaning:
    entry = dict(entry)
    try:
        entry["headers"] = [
            Header(h["name"], h["in"], h["need"], h["when"], h["ref"]) for h in entry.get("headers", [])
        ]
        entry["rules"] = [Rule(**r) for r in entry.get("rules", [])]
        known = {each.name for each in fields(Meaning)}
        more = {key: entry.pop(key) for key in set(entry) - known}
        meaning = Meaning(**entry, more=more)
    except (TypeError, KeyError) as error:
        raise RegistryError(f"{where}: {entry.get('code')} {entry.get('origin')}: {error}") from None
    meaning.url = meaning.url or _url(meaning.spec, meaning.section)
    return meaning


WHOLE = ("pair", "code")  # the parts whose entries are about several parts of a code at once


def _head(tables: dict[str, Any]) -> dict[str, Any]:
    """A system in systems/ with what the core wants to know of its entries.

    `bare` has a bit for each spelling of an entry that is found without a prefix, its key first; `rank` is 0 for an
    entry about a whole code, and for others the place of its part.
    """
    head = tables["system"]
    bare = re.compile(head["pattern"], 0 if head["case"] else re.IGNORECASE)
    parts = list(dict.fromkeys(e["part"] for e in tables["entry"] if e.get("part", WHOLE[0]) not in WHOLE))
    ranks = {part: 1 + rank for rank, part in enumerate(parts)}
    entries = []
    for entry in tables["entry"]:
        spellings = [entry["key"], *entry.get("names", [])]
        entries.append({
            **entry,
            "system": head["id"],
            "url": entry.get("url", "") or _url(entry.get("spec", ""), entry.get("section", "")),
            "bare": sum(1 << at for at, spelling in enumerate(spellings) if bare.fullmatch(spelling)),
            "rank": ranks.get(entry.get("part", ""), 0),
        })  # fmt: skip
    return {**head, "entries": entries, "is_bare": bool(head["pattern"])}


def load(directory: Path = REGISTRY) -> Registry:
    """Read the whole registry; the order of meanings is the order of the files."""
    meanings = [
        _meaning(entry, f"{stem}.toml")
        for stem in CLASS_FILES
        for entry in read(directory / f"{stem}.toml").get("meaning", [])
    ]
    meanings.sort(key=lambda m: m.code)  # stable: the order within a code is the file's
    systems = {stem: read(directory / f"{stem}.toml") for stem in SYSTEMS}
    return Registry(
        version=(directory.parent / "VERSION").read_text().strip(),
        meanings=meanings,
        classes=read(directory / "classes.toml")["class"],
        origins=read(directory / "origins.toml")["origin"],
        sources={s["tag"]: s["title"] for s in read(directory / "sources.toml")["source"]},
        systems=systems,
        heads=[_head(read(directory / f"{stem}.toml")) for stem in SYSTEM_FILES],
        logs=parse(directory / "logs.toml"),
        formats=sorted(
            (parse(directory / f"{stem}.toml")["format"] for stem in LOG_FILES), key=lambda each: int(each["rank"])
        ),
    )
