"""The type stubs against the real module: by our own comparison, by mypy's stubtest, by programs that are checked."""

from __future__ import annotations

import ast
import enum
import http
import inspect
import operator
import os
import pydoc
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from support import SUBMODULES, public_functions, public_names

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
        elif isinstance(node, ast.AnnAssign) and node.value is None:
            found.add(ast.unparse(node.target))
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
            if target.id == "_UNLISTED":  # which is for checkers only
                continue
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
        if isinstance(real, enum.EnumMeta) and not kind.startswith("_"):
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
        docs = {each.name: words(ast.get_docstring(each)) for each in properties}  # a stub wraps long ones
        assert docs == {field: words(inspect.getdoc(getattr(real, field))) for field in real._fields}
        assert ast.get_docstring(node) == inspect.getdoc(real)


def test_what_programs_are_frozen_with() -> None:
    """C code imports these modules: tools that freeze programs read the stub, and PyInstaller asks its hook."""
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__main__"}
    body = stub("__init__").body
    imports = [node for node in body if isinstance(node, ast.ImportFrom) and node.level == 1 and not node.module]
    assert sorted(alias.name for node in imports for alias in node.names) == sorted(modules)
    (group,) = [each for each in entry_points(group="pyinstaller40") if each.value.startswith("httpstatus.")]
    (folder,) = group.load()()
    hook = runpy.run_path(f"{folder}/hook-httpstatus.py")
    assert sorted(hook["hiddenimports"]) == sorted(f"httpstatus.{module}" for module in modules)


def words(text: str | None) -> list[str]:
    return (text or "").split()


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    """Editors show the stub's; it is the real one, wrapped anew. Overloads have it once.

    What dict does for Tally has dict's docstring, which differs from version to version; the stub says what comes.
    """
    seen: set[str] = set()
    assert words(ast.get_docstring(stub(name))) == words(inspect.getdoc(MODULES[name]))
    for node in stub(name).body:
        if isinstance(node, ast.FunctionDef) and node.name not in seen and not node.name.startswith("_"):
            seen.add(node.name)
            assert words(ast.get_docstring(node)) == words(inspect.getdoc(getattr(MODULES[name], node.name))), node.name
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            real = getattr(MODULES[name], node.name)
            assert words(ast.get_docstring(node)) == words(inspect.getdoc(real)), node.name
            for method in node.body:
                doc = ast.get_docstring(method) if isinstance(method, ast.FunctionDef) else None
                if isinstance(method, ast.FunctionDef) and doc:
                    found = getattr(real, method.name)
                    if found is not getattr(dict, method.name, None):
                        assert words(doc) == words(inspect.getdoc(found)), method.name


@pytest.mark.parametrize(("name", "function"), list(public_functions()))
def test_docstrings_are_complete(name: str, function: Callable[..., Any]) -> None:
    """A sentence, and what every argument may be; what is no int is a TypeError everywhere, as the module says."""
    doc = inspect.getdoc(function) or ""
    summary = doc.partition("\n\n")[0]
    assert summary.endswith((".", "code: any int.")), name
    for parameter in inspect.signature(function).parameters:
        assert re.search(rf"\b{parameter}(, \w+)*:", doc), f"{name}: {parameter}"


def test_help() -> None:
    """help() has every public name of the package, and nothing of it is without a word."""
    for module in MODULES.values():
        text = pydoc.plain(pydoc.render_doc(module))
        for name in public_names(module):
            assert re.search(rf"\b{name}\b", text), f"help({module.__name__}) lacks {name}"
            assert inspect.getdoc(getattr(module, name)), name
    for kind in (httpstatus.HTTPStatus, httpstatus.StatusClass, httpstatus.StatusSet, httpstatus.Tally):
        for name, member in vars(kind).items():
            if not name.startswith("_") and not isinstance(member, kind):
                assert inspect.getdoc(member), f"{kind.__name__}.{name}"


def parameters_of(node: ast.FunctionDef) -> list[tuple[str, str, str]]:
    """Names, kinds and defaults, of a function in a stub, as inspect.signature tells them."""
    arguments = node.args
    named = [(each, "POSITIONAL_ONLY") for each in arguments.posonlyargs]
    named += [(each, "POSITIONAL_OR_KEYWORD") for each in arguments.args]
    missing = [None] * (len(named) - len(arguments.defaults))
    defaults = [*missing, *arguments.defaults, *arguments.kw_defaults]
    named += [(each, "KEYWORD_ONLY") for each in arguments.kwonlyargs]
    found = [
        (each.arg, kind, repr(ast.literal_eval(default)) if default else "none")
        for (each, kind), default in zip(named, defaults, strict=True)
    ]
    if arguments.vararg:
        found.insert(len(found) - len(arguments.kwonlyargs), (arguments.vararg.arg, "VAR_POSITIONAL", "none"))
    if arguments.kwarg:
        found.append((arguments.kwarg.arg, "VAR_KEYWORD", "none"))
    return found


def parameters_of_real(function: Callable[..., Any]) -> list[tuple[str, str, str]]:
    return [
        (each.name, each.kind.name, "none" if each.default is each.empty else repr(each.default))
        for each in inspect.signature(function).parameters.values()
    ]


def functions_of(module: str) -> Iterator[tuple[str, Callable[..., Any], list[ast.FunctionDef]]]:
    """Public functions, methods and classes that can be called: the real one, and its definitions in the stub."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for node in stub(module).body:
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                decorators = [ast.unparse(each) for each in getattr(method, "decorator_list", [])]
                if isinstance(method, ast.FunctionDef) and "property" not in decorators:
                    if not method.name.startswith("_"):
                        found.setdefault(f"{node.name}.{method.name}", []).append(method)
                    elif method.name == "__new__":
                        found[node.name] = [method]
    for name, nodes in found.items():
        if not name.startswith("_"):
            real = operator.attrgetter(name)(MODULES[module])
            if real is not getattr(dict, nodes[0].name, None):  # a dict's own method has no signature before 3.13
                yield name, real, nodes


@pytest.mark.parametrize("module", MODULES)
def test_signatures(module: str) -> None:
    """inspect.signature works on all that can be called, and tells what the stub tells; of overloads, the first one."""
    for name, real, nodes in functions_of(module):
        expected = [each for each in parameters_of(nodes[0]) if each[0] not in ("self", "cls")]
        assert [each for each in parameters_of_real(real) if each[0] != "self"] == expected, name
    if module == "__init__":
        assert str(inspect.signature(httpstatus.UnknownStatusError)) == "(*args)"
        for kind in (httpstatus.HTTPStatus, httpstatus.StatusClass):  # Python 3.11 and 3.12 have changed what enums say
            assert str(inspect.signature(kind)) in ("(value)", str(inspect.signature(http.HTTPStatus)))


def test_literals() -> None:
    assert literal("_OriginId") == list(httpstatus.origins())
    assert set(literal("_Standing")) == {meaning.standing for meaning in httpstatus.registry()}
    assert set(literal("_Label")) == {httpstatus.label(code) for code in range(1000)}
    assert literal("_Label") == list(httpstatus.tally([]).classes)
    assert set(literal("_Need")) == {h.need for meaning in httpstatus.registry() for h in meaning.headers}
    assert set(literal("_Topic")) == {rule.topic for meaning in httpstatus.registry() for rule in meaning.rules}
    for edition in literal("_Edition"):
        assert httpstatus.phrase(404, edition=edition)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="unknown edition") as caught:
        httpstatus.phrase(404, edition="nope")  # type: ignore[call-overload]
    assert re.findall(r"rfc\d+", str(caught.value)) == literal("_Edition")


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
    done = check("mypy.stubtest", "httpstatus", "--allowlist", str(allowed))
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


def test_the_typed_program_runs() -> None:
    """What the checkers are told is true is so."""
    pytest.importorskip("typing_extensions", reason="typing_extensions is not installed")
    space: dict[str, Any] = runpy.run_path(str(HERE / "typed/good.py"))
    assert space["explain"](404) == "theirs"
    assert space["explain"](700) == "none"
    assert space["owner"]("nginx") == "nginx"
