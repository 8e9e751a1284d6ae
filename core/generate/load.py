"""Read the registry's TOML files into plain objects; the one place that knows their schema."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomllib

CORE = Path(__file__).resolve().parent.parent
REGISTRY = CORE / "registry"
CLASS_FILES = ("1xx", "2xx", "3xx", "4xx", "5xx", "outside")
STANDINGS = ("standard", "temporary", "deprecated", "obsolete", "reserved", "draft", "unofficial")
# Who says so: the owner in a document, its program, or only others. The first is the default, and left out.
CONFIDENCES = ("documented", "source code", "reported")
EDITIONS = ("rfc2616", "rfc7231", "rfc9110")
TRAITS = (
    "registered", "no_content", "cacheable", "redirect", "preserves_method", "permanent",
    "retry", "retry_any",
)  # fmt: skip
NEEDS = ("must", "should", "may")
TOPICS = ("content", "cache", "redirect", "repeat")


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
    expires: str = ""  # the date until which its registration holds; empty where none is set

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


def read(path: Path) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            tables: dict[str, Any] = _fold(tomllib.load(file))
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
        meaning = Meaning(**entry)
    except (TypeError, KeyError) as error:
        raise RegistryError(f"{where}: {entry.get('code')} {entry.get('origin')}: {error}") from None
    meaning.url = meaning.url or _url(meaning.spec, meaning.section)
    return meaning


def load(directory: Path = REGISTRY) -> Registry:
    """Read the whole registry; the order of meanings is the order of the files."""
    meanings = [
        _meaning(entry, f"{stem}.toml")
        for stem in CLASS_FILES
        for entry in read(directory / f"{stem}.toml").get("meaning", [])
    ]
    meanings.sort(key=lambda m: m.code)  # stable: the order within a code is the file's
    systems = {s: read(directory / f"{s}.toml") for s in ("warning", "smtp", "iis", "cloudflare", "grpc", "retry")}
    return Registry(
        version=(directory.parent / "VERSION").read_text().strip(),
        meanings=meanings,
        classes=read(directory / "classes.toml")["class"],
        origins=read(directory / "origins.toml")["origin"],
        sources={s["tag"]: s["title"] for s in read(directory / "sources.toml")["source"]},
        systems=systems,
    )


def normalise(text: str) -> str:
    """Fold a name or phrase the way core/text.c does before it looks one up."""
    text = text.lower().replace("'", "")
    return re.sub(r"[ _-]+", "_", text).strip("_")


@dataclass
class TextEntry:
    text: str  # normalised
    row: int  # the meaning it stands for; the first one where it is ambiguous
    field: str  # the field of the meaning that has the text, and its place there where that is a list
    place: int
    codes: list[int]  # one code, or every candidate


def text_index(registry: Registry) -> list[TextEntry]:
    """Every name and phrase that leads to a code.

    IANA's current names win over its former ones and those over vendors' words; among equals
    several codes make the text ambiguous.
    """
    found: dict[str, dict[int, list[tuple[int, str, int]]]] = {}
    for row, m in enumerate(registry.meanings):
        for is_former, fields in enumerate((("name", "phrase"), ("former_phrases", "former_names", "aliases"))):
            rank = is_former + (0 if m.is_default else 2)
            for name in fields:
                value = getattr(m, name)
                for place, text in enumerate([value] if isinstance(value, str) else value):
                    if normalise(text) and text != "(Unused)":
                        found.setdefault(normalise(text), {}).setdefault(rank, []).append((row, name, place))
    entries = []
    for text, ranks in sorted(found.items()):
        best = ranks[min(ranks)]
        codes = list(dict.fromkeys(registry.meanings[row].code for row, _, _ in best))
        entries.append(TextEntry(text, *best[0], codes))
    return entries


def vendor_names(registry: Registry, origin: str) -> list[tuple[str, int]]:
    """The constants of one origin, former ones last; a name given to two codes carries the second one's number."""
    names: dict[str, int] = {}
    for m in registry.meanings:
        if m.origin == origin:
            names[m.name if m.name not in names else f"{m.name}_{m.code}"] = m.code
    for m in registry.meanings:
        if m.origin == origin:
            for former in m.former_names:
                names.setdefault(former, m.code)
    return list(names.items())
