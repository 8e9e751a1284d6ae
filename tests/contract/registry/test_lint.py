"""The registry keeps its rules, and each rule is shown to fail once: by one fault, which the message must name."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import faults_of_examples
import faults_of_logs
import faults_of_meanings
import faults_of_systems
import faults_of_values
import pytest
from faults import FAULTS, Fault, Files, meaning

from core.generate import kinds, lint, schema
from core.generate.lint import examples, logs, meanings, systems
from core.generate.load import REGISTRY
from core.generate.schema import CLASS_FILES

# To import them fills FAULTS.
FAULT_FILES = (faults_of_values, faults_of_meanings, faults_of_examples, faults_of_systems, faults_of_logs)


def test_the_registry_itself_passes(pristine: Files) -> None:
    assert [str(finding) for finding in lint.check(pristine)] == []


@pytest.mark.parametrize(("spoil", "message"), FAULTS)
def test_a_fault_is_found(files: Files, spoil: Fault, message: str) -> None:
    spoil(files)
    assert message in [str(finding) for finding in lint.check(files)]


def messages_in(module: ModuleType) -> Iterator[str]:
    """Each message that a module can give, as a pattern: what is between its words may be anything."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id not in ("Fault", "Finding", "found", "at"):
            continue
        texts = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "message")]
        literals = [text for text in texts if isinstance(text, (ast.JoinedStr, ast.Constant))]
        for text in literals[-1:] if node.func.id != "Finding" else literals[2:3] or literals[-1:]:
            parts = text.values if isinstance(text, ast.JoinedStr) else [text]
            words = [str(p.value) if isinstance(p, ast.Constant) else None for p in parts]
            if any(word and re.search("[a-z]{3}", word) for word in words):
                yield "".join(".*" if word is None else re.escape(word) for word in words)


@pytest.mark.parametrize("module", [lint, kinds, meanings, examples, systems, logs], ids=lambda module: module.__name__)
def test_every_message_has_a_fault_that_sets_it_off(module: ModuleType) -> None:
    """A check that nothing can set off would be worse than none."""
    expected = [parameters.values[1] for parameters in FAULTS] + SHOWN_BELOW
    patterns = list(messages_in(module))
    assert len(patterns) > 2
    unseen = [p for p in patterns if not any(re.search(p, message, re.DOTALL) for message in expected)]
    assert unseen == []


def test_every_check_runs() -> None:
    for module in (meanings, examples, systems, logs):
        functions = inspect.getmembers(module, inspect.isfunction)
        assert {function for name, function in functions if name.startswith("check_")} == set(module.CHECKS)


# The messages of the tests below.
SHOWN_BELOW = [
    "core/generate/lint/meanings.py: 404 to 410: is no one-way pair any more (410 says nothing of 404)",
    "core/tables.h: 11 items of rules; a row reaches 10",
    "core/generate/emit/c.py: 240 names fill the hash table of 256 slots by half: double HASH_SLOTS",
    "4xx.toml: cannot be read: Invalid value",
]


def test_a_one_way_relation_needs_a_reason(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    meaning(files, 410)["see_also"] = [301]
    meaning(files, 301)["see_also"] = sorted({*meaning(files, 301)["see_also"], 410})
    monkeypatch.setitem(meanings.ONE_WAY, (404, 410), "410 says nothing of 404")
    assert lint.check(files) == []
    meaning(files, 410)["see_also"] = [301, 404]
    assert [str(finding) for finding in lint.check(files)] == [
        "core/generate/lint/meanings.py: 404 to 410: is no one-way pair any more (410 says nothing of 404)"
    ]


def test_lists_are_not_longer_than_a_row_can_count(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "LIST_ITEMS", 10)
    messages = [str(finding) for finding in lint.check(files)]
    assert len(messages) == 3
    for key, message in zip(("see_also", "headers", "rules"), messages, strict=True):
        assert re.fullmatch(rf"core/tables.h: \d+ items of {key}; a row reaches 10", message)


def test_the_hash_table_of_names_is_large_enough(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "HASH_SLOTS", 256)
    (finding,) = lint.check(files)
    assert finding.breaks
    assert re.fullmatch(
        r"core/generate/emit/c.py: \d+ names fill the hash table of 256 slots by half: double HASH_SLOTS", str(finding)
    )


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    for folder in ("systems", "logs"):
        (tmp_path / folder).mkdir()
    for stem in schema.FILES:
        (tmp_path / f"{stem}.toml").write_text((REGISTRY / f"{stem}.toml").read_text())
    (tmp_path / "4xx.toml").write_text("[[meaning]]\ncode = \n")
    (tmp_path / "iis.toml").write_bytes(b"title = '\xff'\n")
    (tmp_path / "grpc.toml").unlink()
    messages = [str(finding) for finding in lint.lint(tmp_path)]
    assert [message.split(":")[0] for message in messages] == ["4xx.toml", "iis.toml", "grpc.toml"]
    assert all("cannot be read" in message for message in messages)


def test_the_readme_states_the_same_lengths() -> None:
    readme = " ".join((REGISTRY / "README.md").read_text().split())
    bounds = {
        "`explanation` {} to {} characters": schema.EXPLANATION,
        "`definition` {} to {}": schema.DEFINITION,
        "`history` and `note` {} to {}": schema.REMARK,
        "a use {} to {}": schema.USE,
        "a rule {} to {}": schema.RULE,
        "the `when` of a header field {} to {}": schema.CONDITION,
    }
    for text, (low, high) in bounds.items():
        assert text.format(low, high) in readme


def test_the_readme_names_every_key() -> None:
    readme = (REGISTRY / "README.md").read_text()
    entry_keys = set()
    for stem in CLASS_FILES:
        for entry in lint.read()[0][stem]["meaning"]:
            entry_keys |= entry.keys()
    for key in entry_keys:
        assert f"`{key}`" in readme, key
