"""The type stubs against the real module: by our own comparison, by mypy's stubtest, by programs that are checked."""

from __future__ import annotations

import ast
import enum
import inspect
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from support import SUBMODULES, public_names

PACKAGE = Path(str(httpstatus.__file__)).parent
HERE = Path(__file__).resolve().parent
MODULES = {"__init__": httpstatus} | {name: getattr(httpstatus, name) for name in SUBMODULES}


def stub(module: str) -> ast.Module:
    return ast.parse((PACKAGE / f"{module}.pyi").read_text(encoding="utf-8"))


def names_of(tree: ast.Module) -> set[str]:
    """What a stub shows to others."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname for alias in node.names if alias.asname}
        elif isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            found.add(node.name)
    return {name for name in found if not name.startswith("_")}


def classes_of(tree: ast.Module) -> dict[str, ast.ClassDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def values_of(node: ast.ClassDef) -> dict[str, int]:
    """The members of an enum as the stub has them, aliases too."""
    found: dict[str, int] = {}
    for each in node.body:
        if isinstance(each, ast.Assign):
            (target,), value = each.targets, each.value
            assert isinstance(target, ast.Name)
            found[target.id] = value.value if isinstance(value, ast.Constant) else found[ast.unparse(value)]  # type: ignore[assignment]
    return found


def literal(name: str) -> list[str]:
    """The texts of an alias such as _Standing."""
    for node in stub("__init__").body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name:
            assert isinstance(node.value, ast.Subscript)
            value = ast.literal_eval(node.value.slice)
            return list(value) if isinstance(value, tuple) else [value]
    raise AssertionError(name)


@pytest.mark.parametrize("name", MODULES)
def test_names(name: str) -> None:
    assert names_of(stub(name)) == set(public_names(MODULES[name]))


@pytest.mark.parametrize("name", ["__init__", "vendors"])
def test_enums(name: str) -> None:
    checked = 0
    for kind, node in classes_of(stub(name)).items():
        real = getattr(MODULES[name], kind, None)
        if isinstance(real, enum.EnumMeta):
            assert values_of(node) == {each: int(member) for each, member in real.__members__.items()}
            checked += 1
    assert checked == (2 if name == "__init__" else len(httpstatus.origins()))


@pytest.mark.parametrize("name", MODULES)
def test_records(name: str) -> None:
    for kind, node in classes_of(stub(name)).items():
        real = getattr(MODULES[name], kind, None)
        if not hasattr(real, "_fields"):
            continue
        properties = [each for each in node.body if isinstance(each, ast.FunctionDef) and each.decorator_list]
        assert tuple(each.name for each in properties) == real._fields
        docs = {each.name: ast.get_docstring(each) for each in properties}
        assert docs == {field: inspect.getdoc(getattr(real, field)) for field in real._fields}
        assert ast.get_docstring(node) == inspect.getdoc(real)


def words(text: str | None) -> list[str]:
    return (text or "").split()


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    """Editors show the stub's; it is the real one, wrapped anew. Python's own functions keep theirs in their files."""
    seen: set[str] = set()
    for node in stub(name).body:
        if isinstance(node, ast.FunctionDef) and node.name not in seen and not node.name.startswith("_"):
            seen.add(node.name)
            real = getattr(MODULES[name], node.name)
            if inspect.isbuiltin(real):
                assert words(ast.get_docstring(node)) == words(inspect.getdoc(real)), node.name


def test_literals() -> None:
    assert literal("_OriginId") == list(httpstatus.origins())
    assert set(literal("_Standing")) == {meaning.standing for meaning in httpstatus.registry()}
    assert set(literal("_Label")) == {httpstatus.label(code) for code in range(1000)}
    assert literal("_Label") == list(httpstatus.tally([]).classes)
    assert set(literal("_Need")) == {h.need for meaning in httpstatus.registry() for h in meaning.headers}
    assert set(literal("_Topic")) == {rule.topic for meaning in httpstatus.registry() for rule in meaning.rules}
    for edition in literal("_Edition"):
        assert httpstatus.phrase(404, edition=edition)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="is no edition") as caught:
        httpstatus.phrase(404, edition="nope")  # type: ignore[call-overload]
    assert re.findall(r"'(rfc\d+)'", str(caught.value)) == literal("_Edition")


def check(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a checker in an empty folder, on the interpreter that runs the tests."""
    environment = {key: value for key, value in os.environ.items() if key not in ("MYPYPATH", "PYTHONPATH")}
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False, env=environment, timeout=600
    )


def test_stubtest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    monkeypatch.chdir(tmp_path)
    allowed = HERE / "typed/stubtest_allowlist.txt"
    done = check("mypy.stubtest", "httpstatus", "--allowlist", str(allowed), "--ignore-unused-allowlist")
    assert done.returncode == 0, done.stdout + done.stderr


def wrong_lines(path: Path) -> set[int]:
    return {number for number, line in enumerate(path.read_text().splitlines(), 1) if line.endswith("# wrong")}


def test_mypy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    monkeypatch.chdir(tmp_path)
    good, bad = HERE / "typed/good.py", HERE / "typed/bad.py"
    done = check("mypy", "--strict", "--config-file=", str(good))
    assert done.returncode == 0, done.stdout + done.stderr
    done = check("mypy", "--strict", "--config-file=", str(bad))
    assert {int(line) for line in re.findall(r"bad\.py:(\d+): error", done.stdout)} == wrong_lines(bad), done.stdout


@pytest.mark.skipif(shutil.which("pyright") is None, reason="pyright is not installed")
def test_pyright() -> None:
    def errors(path: Path) -> list[int]:
        done = subprocess.run(
            ["pyright", "--pythonpath", sys.executable, str(path)], capture_output=True, text=True, check=False
        )
        return [int(line) for line in re.findall(r"\.py:(\d+):\d+ - error", done.stdout)]

    assert errors(HERE / "typed/good.py") == []
    found = set(errors(HERE / "typed/bad.py"))
    missed = wrong_lines(HERE / "typed/bad.py") - found
    lines = (HERE / "typed/bad.py").read_text().splitlines()
    assert all("==" in lines[number - 1] or "httpstatus.nope" in lines[number - 1] for number in missed)


def test_the_typed_program_runs() -> None:
    """What the checkers are told is true is so."""
    pytest.importorskip("typing_extensions", reason="typing_extensions is not installed")
    space: dict[str, Any] = runpy.run_path(str(HERE / "typed/good.py"))
    assert space["explain"](404) == "theirs"
    assert space["explain"](700) == "none"
    assert space["owner"]("nginx") == "nginx"
