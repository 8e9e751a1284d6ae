"""Judge the meanings, classes, origins and sources against each other; a single value is kinds.py's matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..emit.c import HASH_SLOTS
from ..kinds import Finding
from ..names import normalise
from ..schema import CLASS_FILES, RETRIES

Entry = dict[str, Any]
Files = dict[str, dict[str, Any]]

UNUSED = "(Unused)"
IANA_STANDINGS = ("standard", "temporary", "deprecated", "obsolete", "reserved")
LEADING_ORIGINS = ["iana", "htcpcp"]  # the origins of the HTTPStatus members come first, the others by id
ROWS = 255  # the tables count meanings, and origins, in eight bits
LIST_ITEMS = 65535  # and the items of all see_also, headers or rules in sixteen

WORDS = ("former_phrases", "former_names", "aliases")

# IANA pairs that are rightly written on one side only, each with its reason.
ONE_WAY: dict[tuple[int, int], str] = {}


def meanings(files: Files) -> list[tuple[str, Entry]]:
    return [(stem, entry) for stem in CLASS_FILES for entry in files[stem].get("meaning", [])]


def found(stem: str, entry: Entry, message: str, breaks: bool = False) -> Finding:
    key = f"{entry['code']:03d} {entry['origin']} {entry['name']}"
    return Finding(f"{stem}.toml", key, message, breaks)


def is_default(entry: Entry) -> bool:
    return bool(entry["origin"] == "htcpcp" or (entry["origin"] == "iana" and entry["standing"] != "reserved"))


def twice(values: list[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def check_places(files: Files) -> Iterator[Finding]:
    """Each file holds the codes of its class, sorted; within a code IANA's meaning is first and "(Unused)" last."""
    previous = (-1, 0)
    for stem, entry in meanings(files):
        code = entry["code"]
        belongs = f"{code // 100}xx" if 100 <= code <= 599 else "outside"
        if stem != belongs:
            yield found(stem, entry, f"belongs in {belongs}.toml")
            continue
        rank = 2 if entry["phrase"] == UNUSED else 0 if is_default(entry) else 1
        if stem == "outside" and previous[0] < 600:
            previous = (-1, 0)
        if code < previous[0]:
            yield found(stem, entry, f"stands after {previous[0]:03d}; meanings are sorted by code")
        elif code == previous[0] and rank < previous[1]:
            yield found(stem, entry, f'is out of order: IANA\'s meaning is the first of a code, "{UNUSED}" the last')
        previous = (code, rank)


def check_keys(files: Files) -> Iterator[Finding]:
    keys: set[tuple[int, str, str]] = set()
    defaults: dict[int, str] = {}
    constants: dict[str, str] = {}
    for stem, entry in meanings(files):
        key = (entry["code"], entry["origin"], entry["name"])
        if key in keys:
            yield found(stem, entry, "the same code, origin and name stand there before", breaks=True)
            continue
        keys.add(key)
        if not is_default(entry):
            continue
        if entry["code"] in defaults:
            other = defaults[entry["code"]]
            yield found(stem, entry, f"the code has the HTTPStatus member {other} already", breaks=True)
        defaults[entry["code"]] = entry["name"]
        for constant in [entry["name"], *entry.get("former_names", [])]:
            if constant in constants:
                yield found(stem, entry, f"{constants[constant]} has the constant {constant} already", breaks=True)
            constants[constant] = f"{entry['code']:03d}"


def check_standing(files: Files) -> Iterator[Finding]:
    for stem, entry in meanings(files):
        of_iana = entry["origin"] == "iana"
        if of_iana and entry["standing"] not in IANA_STANDINGS:
            yield found(stem, entry, f"what IANA holds is not {entry['standing']}")
        if not of_iana and entry["standing"] in ("standard", "temporary", "reserved"):
            yield found(stem, entry, f"only IANA's meanings are {entry['standing']}")
        if (entry["standing"] == "reserved") != (entry["phrase"] == UNUSED):
            yield found(stem, entry, f'"{UNUSED}" and the standing reserved go together')
        if of_iana and not entry["phrase"]:
            yield found(stem, entry, "IANA's meanings have a phrase")
        if of_iana and entry["phrase"] != UNUSED and normalise(entry["phrase"]) != normalise(entry["name"]):
            yield found(stem, entry, f"the name does not spell the phrase {entry['phrase']!r}")
        if entry["standing"] == "temporary":
            dates = re.findall(r"\d{4}-\d\d-\d\d", entry.get("history", ""))
            if len(dates) < 2:
                yield found(stem, entry, "the history of a temporary registration gives its dates as 2026-11-13")
            if entry.get("expires") not in dates:
                yield found(stem, entry, "a temporary registration has expires, one of the dates of its history")


def check_specification(files: Files) -> Iterator[Finding]:
    for stem, entry in meanings(files):
        spec = entry.get("spec", "")
        if entry["origin"] == "iana" and not spec:
            yield found(stem, entry, "IANA's meanings have a spec")
        if spec.startswith("RFC"):
            if "section" not in entry:
                yield found(stem, entry, f"lacks the section of {spec}")
            if "url" in entry:
                yield found(stem, entry, "has a url, which follows from the RFC's number")
        if "section" in entry and not spec:
            yield found(stem, entry, "has a section but no spec")
        if spec in entry.get("other_specs", []):
            yield found(stem, entry, f"has {spec} both as spec and among other_specs")


def check_uses(files: Files) -> Iterator[Finding]:
    for stem, entry in meanings(files):
        uses = entry.get("uses", [])
        if entry["origin"] == "iana" and entry["standing"] == "standard" and len(uses) < 2:
            yield found(stem, entry, f"has {len(uses)} uses; a standard code has two at least")


def check_words(files: Files) -> Iterator[Finding]:
    """Names and phrases of one meaning do not repeat each other, and text to code knows every edition's phrase."""
    for stem, entry in meanings(files):
        former_names = entry.get("former_names", [])
        former_phrases = entry.get("former_phrases", [])
        if entry["phrase"] in former_phrases:
            yield found(stem, entry, f"the phrase {entry['phrase']!r} is also among former_phrases")
        for alias in entry.get("aliases", []):
            if alias in (entry["name"], *former_names):
                yield found(stem, entry, f"the alias {alias} is the name or a former name already")
        for edition, phrase in entry.get("editions", {}).items():
            if not is_default(entry):
                yield found(stem, entry, "has editions, but is not the meaning that phrase() speaks of")
            if phrase == entry["phrase"]:
                yield found(stem, entry, f"the phrase of {edition} is that of today; leave the edition out")
            elif phrase not in former_phrases:
                yield found(stem, entry, f"the phrase of {edition}, {phrase!r}, is not among former_phrases")


def check_traits(files: Files) -> Iterator[Finding]:
    for stem, entry in meanings(files):
        traits = entry.get("traits", [])
        for trait, needed in (("preserves_method", "redirect"), ("permanent", "redirect"), ("retry_any", "retry")):
            if trait in traits and needed not in traits:
                yield found(stem, entry, f"has the trait {trait} without {needed}")
        if "redirect" in traits and stem != "3xx":
            yield found(stem, entry, "has the trait redirect outside 3xx")


def check_retries(files: Files) -> Iterator[Finding]:
    """What a meaning's rules say about repeating is what is_retryable() says of its code."""
    for stem, entry in meanings(files):
        rules = [rule for rule in entry.get("rules", []) if rule["topic"] == "repeat" or "retry" in rule]
        traits = {trait for trait in entry.get("traits", []) if trait in RETRIES["any"]}
        said = {trait for rule in rules for trait in RETRIES.get(rule.get("retry", ""), ())}
        for rule in rules:
            if rule["topic"] != "repeat" or "retry" not in rule:
                message = f"the topic repeat and the key retry go together: {rule['text'][:40]!r}"
                yield found(stem, entry, message, breaks=True)
        if said != traits:
            told = (
                f"{', '.join(sorted(said)) or 'none'} by its rules, {', '.join(sorted(traits)) or 'none'} by its traits"
            )
            yield found(stem, entry, f"may be repeated by two standards: {told}", breaks=True)


def check_headers(files: Files) -> Iterator[Finding]:
    for stem, entry in meanings(files):
        for name, message, when in twice([(h["name"], h["in"], h["when"]) for h in entry.get("headers", [])]):
            yield found(stem, entry, f"names the {message} field {name} twice with the condition {when!r}")


def check_see_also(files: Files) -> Iterator[Finding]:
    every = {entry["code"] for _, entry in meanings(files)}
    registered: dict[int, set[int]] = {}
    for _, entry in meanings(files):
        if entry["origin"] == "iana":
            registered[entry["code"]] = set(entry.get("see_also", []))
    for stem, entry in meanings(files):
        code, related = entry["code"], entry.get("see_also", [])
        if related != sorted(related):
            yield found(stem, entry, f"see_also is not ascending: {related}")
        for other in related:
            if other == code:
                yield found(stem, entry, "see_also names the code itself")
            elif other not in every:
                yield found(stem, entry, f"see_also names {other}, which the registry does not hold")
            elif (
                entry["origin"] == "iana"
                and other in registered
                and code not in registered[other]
                and (code, other) not in ONE_WAY
            ):
                yield found(stem, entry, f"see_also names {other}, but that code does not name {code}")
    for (code, other), reason in ONE_WAY.items():
        if other not in registered.get(code, ()) or code in registered.get(other, ()):
            yield Finding(
                "core/generate/lint/meanings.py", f"{code} to {other}", f"is no one-way pair any more ({reason})"
            )


def check_origins(files: Files) -> Iterator[Finding]:
    origins = files["origins"]["origin"]
    ids = [o["id"] for o in origins]
    for key in ("id", "name", "class_name"):
        for value in twice([o[key] for o in origins]):
            yield Finding("origins.toml", value, f"two origins have the {key} {value}", breaks=True)
    ordered = LEADING_ORIGINS + sorted(set(ids) - set(LEADING_ORIGINS))
    for at, (given, expected) in enumerate(zip(ids, ordered, strict=False)):
        if given != expected:
            yield Finding("origins.toml", given, f"is number {at + 1}, where {expected} belongs; others go by id")
            break
    used = {entry["origin"] for _, entry in meanings(files)}
    for unused in [i for i in ids if i not in used]:
        yield Finding("origins.toml", unused, "no meaning has this origin")
    for stem, entry in meanings(files):
        if entry["origin"] not in ids:
            yield found(stem, entry, f"origins.toml has no origin {entry['origin']!r}", breaks=True)


def _cited(value: Any) -> Iterator[str]:
    """Every source tag, at any depth."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "sources":
                yield from item
            else:
                yield from _cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)


def check_sources(files: Files) -> Iterator[Finding]:
    sources = files["sources"]["source"]
    tags = [s["tag"] for s in sources]
    for key in ("tag", "title"):
        for value in twice([s[key] for s in sources]):
            yield Finding("sources.toml", value, f"two sources have this {key}")
    for about in {o["about"] for o in files["origins"]["origin"]} & {s["title"] for s in sources}:
        yield Finding("sources.toml", about, "is what origins.toml says about an origin")
    used: set[str] = set()
    for stem, tables in files.items():
        for tag in sorted(set(_cited(tables))):
            used.add(tag)
            if tag not in tags:
                yield Finding(f"{stem}.toml", tag, "a sources field has this tag, which sources.toml does not")
    for tag in tags:
        if tag not in used:
            yield Finding("sources.toml", tag, "nothing in the registry has this source")


def check_classes(files: Files) -> Iterator[Finding]:
    digits = [c["digit"] for c in files["classes"]["class"]]
    if digits != [1, 2, 3, 4, 5]:
        yield Finding("classes.toml", "", f"the digits are {digits}, not 1 to 5 in order", breaks=True)


def check_sizes(files: Files) -> Iterator[Finding]:
    """What the columns of core/tables.h can count."""
    entries = [entry for _, entry in meanings(files)]
    if len(entries) > ROWS:
        yield Finding("core/tables.h", "", f"{len(entries)} meanings; its rows count to {ROWS}", breaks=True)
    if len(files["origins"]["origin"]) > ROWS:
        yield Finding("core/tables.h", "", f"more origins than the {ROWS} that a row can name", breaks=True)
    for key in ("see_also", "headers", "rules"):
        total = sum(len(entry.get(key, [])) for entry in entries)
        if total > LIST_ITEMS:
            yield Finding("core/tables.h", "", f"{total} items of {key}; a row reaches {LIST_ITEMS}", breaks=True)
    names = {
        normalise(text)
        for entry in entries
        if entry["phrase"] != UNUSED
        for text in (entry["name"], entry["phrase"], *(t for key in WORDS for t in entry.get(key, [])))
    }
    if len(names - {""}) * 2 >= HASH_SLOTS:
        message = f"{len(names)} names fill the hash table of {HASH_SLOTS} slots by half: double HASH_SLOTS"
        yield Finding("core/generate/emit/c.py", "", message, breaks=True)


CHECKS = (
    check_places,
    check_keys,
    check_standing,
    check_specification,
    check_uses,
    check_words,
    check_traits,
    check_retries,
    check_headers,
    check_see_also,
    check_origins,
    check_sources,
    check_classes,
    check_sizes,
)
