"""Judge the related systems' tables: their order, their keys, and what they say of each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..kinds import Finding
from ..names import normalise
from ..schema import SYSTEM_FILES
from .meanings import Files, meanings, twice

# By file and table: the keys that an entry is sorted by, and those that name it alone.
ORDER = {
    ("warning", "warning"): (("code",), ("code",)),
    ("smtp", "reply_class"): (("digit",), ("digit",)),
    ("smtp", "reply_category"): (("digit",), ("digit",)),
    ("smtp", "reply"): (("code",), ("code", "title")),
    ("smtp", "enhanced_class"): (("digit",), ("digit",)),
    ("smtp", "enhanced_subject"): (("number",), ("number",)),
    ("smtp", "enhanced"): (("subject", "detail"), ("subject", "detail")),
    ("smtp", "pairing"): (("code",), ("class", "subject", "detail", "code")),
    ("iis", "substatus"): (("code", "sub"), ("code", "sub", "title")),
    ("cloudflare", "error"): (("code",), ("code", "title")),
    ("grpc", "grpc"): (("number",), ("number",)),
    ("grpc", "http_to_grpc"): (("http",), ("http",)),
    ("grpc", "grpc_map"): (("id",), ("id",)),
    ("grpc", "grpc_map_to"): (("map", "grpc"), ("map", "grpc")),
    ("grpc", "grpc_map_from"): (("map", "first"), ("map", "first")),
    ("retry", "policy"): (("id",), ("id",)),
}


WORDS = 96  # in says of smtp_situations: a row of the tables has as many bits


def at(stem: str, *key: Any, message: str, breaks: bool = False) -> Finding:
    return Finding(f"{stem}.toml", " ".join(map(str, key)), message, breaks)


def check_order(files: Files) -> Iterator[Finding]:
    for (stem, table), (order, key) in ORDER.items():
        entries = files[stem][table]
        places = [tuple(entry[k] for k in order) for entry in entries]
        for before, after in pairwise(places):
            if after < before:
                yield at(stem, table, *after, message=f"stands after {' '.join(map(str, before))}")
        for double in twice([tuple(entry[k] for k in key) for entry in entries]):
            yield at(stem, table, *double, message="stands there twice")


def check_warning(files: Files) -> Iterator[Finding]:
    warnings = files["warning"]["warning"]
    for entry in warnings:
        if entry["persistent"] != (entry["code"] >= 200):
            yield at("warning", entry["code"], message="1xx are not persistent, 2xx are (RFC 7234 5.5)")
        if normalise(entry["phrase"]) != normalise(entry["name"]):
            yield at("warning", entry["code"], message=f"the name does not spell the phrase {entry['phrase']!r}")
    for code in twice([entry["former_code"] for entry in warnings if "former_code" in entry]):
        yield at("warning", code, message="two warnings have this former_code")


def check_smtp(files: Files) -> Iterator[Finding]:
    smtp = files["smtp"]
    replies = {entry["code"] for entry in smtp["reply"]}
    classes = {entry["digit"] for entry in smtp["enhanced_class"]}
    subjects = {entry["number"] for entry in smtp["enhanced_subject"]}
    enhanced = {(entry["subject"], entry["detail"]): entry for entry in smtp["enhanced"]}
    for subject, detail in enhanced:
        if subject not in subjects:
            yield at("smtp", f"X.{subject}.{detail}", message=f"there is no enhanced_subject {subject}")
    for entry in smtp["reply"]:
        digits = {c["digit"] for c in smtp["reply_class"]}
        if entry["code"] // 100 not in digits:
            yield at("smtp", entry["code"], message=f"there is no reply_class {entry['code'] // 100}")
    situations = files["smtp_situations"]["situation"]
    if len({word for entry in situations for word in entry.get("says", ())}) > WORDS:
        yield at("smtp_situations", "says", message=f"there are more than {WORDS} different words")
    for entry in situations:
        if not {"replies", "enhanced", "says"} & set(entry):
            yield at("smtp_situations", entry["title"], message="has no condition but a command")
        if not {"spec", "servers"} & set(entry):
            yield at("smtp_situations", entry["title"], message="names neither a document nor a server")
        for reply in entry.get("replies", ()):
            if reply.isdigit() and int(reply) not in replies:
                yield at("smtp_situations", entry["title"], message=f"there is no reply {reply}")
        for code in entry.get("enhanced", ()):
            _, _, numbers = code.partition(".")
            if numbers and not numbers.endswith("x") and tuple(map(int, numbers.split("."))) not in enhanced:
                yield at("smtp_situations", entry["title"], message=f"there is no enhanced X.{numbers}")
    for pair in smtp["pairing"]:
        key = f"{pair['class']}.{pair['subject']}.{pair['detail']} {pair['code']}"
        if pair["class"] not in classes:
            yield at("smtp", key, message=f"there is no enhanced_class {pair['class']}")
        if pair["class"] != pair["code"] // 100:
            yield at("smtp", key, message="the two codes are not of one class")
        if pair["code"] not in replies:
            yield at("smtp", key, message=f"there is no reply {pair['code']}")
        listed = enhanced.get((pair["subject"], pair["detail"]))
        if listed is None:
            yield at("smtp", key, message=f"there is no enhanced X.{pair['subject']}.{pair['detail']}")
        elif pair["agrees"] != (pair["code"] in listed["basic"] or listed.get("basic_note") == "any"):
            yield at("smtp", key, message="agrees is not what the basic codes of the enhanced code say")


def check_codes(files: Files) -> Iterator[Finding]:
    """An HTTP status code that a system names is one that the registry explains."""
    known = {entry["code"] for _, entry in meanings(files)}
    named = [("cloudflare", e["code"], e["http_status"]) for e in files["cloudflare"]["error"] if "http_status" in e]
    named += [("iis", f"{e['code']}.{e['sub']}", e["code"]) for e in files["iis"]["substatus"]]
    named += [("grpc", e["number"], e["http"]) for e in files["grpc"]["grpc"]]
    named += [("grpc", e["http"], e["http"]) for e in files["grpc"]["http_to_grpc"]]
    for stem, key, code in named:
        if code not in known:
            yield at(stem, key, message=f"the registry holds no {code}")
    for entry in files["cloudflare"]["error"]:
        if entry["status_inferred"] and "http_status" not in entry:
            yield at("cloudflare", entry["code"], message="has no http_status that could be inferred")


def check_grpc(files: Files) -> Iterator[Finding]:
    numbers = [entry["number"] for entry in files["grpc"]["grpc"]]
    if sorted(numbers) != list(range(17)):
        yield at("grpc", "grpc", message=f"the numbers are {numbers}, not each of 0..16 once", breaks=True)
    for name in twice([entry["name"] for entry in files["grpc"]["grpc"]]):
        yield at("grpc", name, message="two codes have this name")


def check_grpc_maps(files: Files) -> Iterator[Finding]:
    """What belongs to a map names one that is there, and reads each code once."""
    found = files["grpc"]
    known = {entry["id"] for entry in found["grpc_map"]}
    for table in ("grpc_map_to", "grpc_map_from"):
        for entry in found[table]:
            if entry["map"] not in known:
                yield at("grpc", table, entry["map"], message="no map has this id", breaks=True)
    ranges = sorted((entry["map"], entry["first"], entry["last"]) for entry in found["grpc_map_from"])
    for before, after in pairwise(ranges):
        if before[0] == after[0] and after[1] <= before[2]:
            yield at("grpc", "grpc_map_from", f"{after[0]} {after[1]}", message="is read twice", breaks=True)
    for name, first, last in ranges:
        if last < first:
            yield at("grpc", "grpc_map_from", f"{name} {first}", message="ends before it begins", breaks=True)


def check_files(files: Files) -> Iterator[Finding]:
    """The systems in systems/: each key is there once, and what one value asks of another."""
    heads = [files[stem]["system"] for stem in SYSTEM_FILES]
    for key in ("id", "prefix", "title"):
        for value in twice([head[key] for head in heads]):
            yield Finding("systems", value, f"two systems have this {key}", breaks=True)
    for stem, head in zip(SYSTEM_FILES, heads, strict=True):
        entries = files[stem]["entry"]
        if stem != f"systems/{head['id']}":
            yield at(stem, head["id"], message="is not the name of the file")
        if head.get("compose") in ("tags", "list") and "separator" not in head:
            yield at(stem, head["id"], message="has no separator")
        keys = [(entry.get("part", ""), key) for entry in entries for key in [entry["key"], *entry.get("names", [])]]
        for part, key in twice([(part, key if head["case"] else key.lower()) for part, key in keys]):
            yield at(stem, *filter(None, (part, key)), message="stands there twice", breaks=True)
        numbered = [entry for entry in entries if "number" in entry]
        if head["key"] != "name" and len(numbered) != len(entries):
            yield at(stem, head["id"], message="has entries without a number", breaks=True)
        for before, after in pairwise(numbered):
            if (after["number"], "last" in after) <= (before["number"], "last" in before):
                yield at(stem, after["key"], message=f"stands after {before['key']}")
        for found in entries:
            if "last" in found and not found["number"] < found["last"]:
                yield at(stem, found["key"], message="has a range that ends before it begins", breaks=True)
            if "step" in found and ("last" not in found or (found["last"] - found["number"]) % found["step"]):
                yield at(stem, found["key"], message="has a step that does not lead to its last number", breaks=True)
            if ("part" in found) != ("part" in entries[0]):
                yield at(stem, found["key"], message="some entries have a part and some do not", breaks=True)
            if "retry" in found and found["retry"] == "depends" and "retry_note" not in found:
                yield at(stem, found["key"], message="has no retry_note to say on what it depends")


CHECKS = (check_order, check_files, check_warning, check_smtp, check_codes, check_grpc, check_grpc_maps)
