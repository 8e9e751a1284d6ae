"""The documentation: nothing public is left out, no link is broken, every example is one that is executed."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import httpstatus
import pytest
from examples import ELSEWHERE, EXECUTED, ROOT
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sphinx.util.inventory import InventoryFile

SITE = ROOT / "build/docs"
SYSTEMS = ("warning", "smtp", "iis", "cloudflare", "grpc", "retry", "systems")
# Commands to install with, configurations, and what MyST reads.
SHOWN_ONLY = {"", "toml", "cmake", "nginx", "{toctree}", "{include}", "{program-output}"}
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("[cst]*/**/README.md")]
    if "build" not in path.relative_to(ROOT).parts
)


@pytest.fixture(scope="module")
def inventory() -> dict[str, set[str]]:
    """The names that the built site documents, by the kind of object."""
    found = InventoryFile.loads((SITE / "objects.inv").read_bytes(), uri="")
    return {kind: set(found.data[kind]) for kind in found.data}


def public(value: object) -> list[str]:
    return [name for name in vars(value) if not name.startswith("_")]


# ---- Nothing is left out ----


def test_every_name_of_python_is_there(inventory: dict[str, set[str]]) -> None:
    documented = set().union(*(names for kind, names in inventory.items() if kind.startswith("py:")))
    names = [*SYSTEMS, *(each.id for each in httpstatus.systems.systems())]
    modules = {f"httpstatus.{name}": getattr(httpstatus, name) for name in names}
    expected = {"httpstatus", "httpstatus.vendors", *modules}
    for path, module in {"httpstatus": httpstatus, **modules, "httpstatus.vendors": httpstatus.vendors}.items():
        for name in getattr(module, "__all__", public(module)):
            expected.add(f"{path}.{name}")
            value = getattr(module, name)
            if isinstance(value, type) and hasattr(value, "__members__"):
                expected |= {f"{path}.{name}.{member}" for member in value.__members__}
            elif isinstance(value, type):
                expected |= {f"{path}.{name}.{each}" for each in public(value)}
    expected |= {f"httpstatus.HTTPStatus.{each}" for each in public(httpstatus.HTTPStatus.OK)}
    assert len(expected) > 400
    assert sorted(expected - documented) == []


def test_every_name_of_lua_is_there(inventory: dict[str, set[str]]) -> None:
    annotations = (ROOT / "lua/httpstatus/meta.lua").read_text(encoding="utf-8")
    functions = {name.rpartition(":")[2] for name in re.findall(r"^function ([\w.:]+)\(", annotations, re.MULTILINE)}
    types = set(re.findall(r"^---@(?:class|alias) ([\w.]+)", annotations, re.MULTILINE))
    assert len(functions) > 60
    assert types == inventory["std:luatype"]
    assert {re.split("[.:]", name)[-1] for name in inventory["std:luafunction"]} == {
        re.split("[.:]", name)[-1] for name in functions
    }


def test_every_name_of_c_is_there(inventory: dict[str, set[str]]) -> None:
    documented = set().union(*(names for kind, names in inventory.items() if kind.startswith("c:")))
    header = (ROOT / "core/httpstatus.h").read_text(encoding="utf-8")
    constants = (ROOT / "core/httpstatus_codes.h").read_text(encoding="utf-8")
    names = set(re.findall(r"^HTTPSTATUS_API [^;]*?\b(httpstatus_\w+)\(", header, re.MULTILINE))
    names |= set(re.findall(r"^typedef struct (\w+)", header, re.MULTILINE))
    names |= set(re.findall(r"^  (HTTPSTATUS_\w+)", header + constants, re.MULTILINE))
    assert len(names) > 250
    assert sorted(names - documented) == []


# ---- Links, as a forge shows the files ----


@cache
def tokens(path: Path) -> list[Token]:
    flat: list[Token] = []
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")):
        flat += [token, *(token.children or [])]
    return flat


def slug(title: str) -> str:
    """What a forge calls the anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@cache
def anchors(path: Path) -> set[str]:
    found, is_title = set(), False
    for token in tokens(path):
        if is_title and token.type == "inline":
            found.add(slug("".join(each.content for each in token.children or [])))
        is_title = token.type == "heading_open" or (is_title and token.type != "inline")
        if token.type in ("html_inline", "html_block"):
            found |= set(re.findall(r'id="([^"]+)"', token.content))
    return found


def broken(path: Path) -> list[str]:
    """The links of a file that lead nowhere."""
    wrong = []
    for token in tokens(path):
        target = str(token.attrGet("href") or token.attrGet("src") or "")
        if not target or re.match(r"(https?|mailto):", target):
            continue
        name, _, fragment = target.partition("#")
        to = Path(posixpath.normpath(path.parent / name)) if name else path
        if not to.exists() or (fragment and to.suffix == ".md" and fragment not in anchors(to)):
            wrong.append(f"{path.relative_to(ROOT)}: {target}")
    return wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links(path: Path) -> None:
    assert broken(path) == []


# ---- Examples and the picture ----


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_is_executed_or_needs_not_be(path: Path) -> None:
    if path.name in ELSEWHERE:
        assert (ROOT / ELSEWHERE[path.name]).exists()
        return
    languages = {token.info.split()[0] if token.info else "" for token in tokens(path) if token.type == "fence"}
    assert languages <= {*EXECUTED, *SHOWN_ONLY}


def test_the_site_has_the_page_and_a_page_for_each_code() -> None:
    codes = {f"{meaning.code:03d}.html" for meaning in httpstatus.registry()}
    found = {path.name for path in (SITE / "codes").iterdir()}
    assert found == {*codes, "httpstatus.html", "index.html"}
    for name in ("index.html", "browser.html"):
        for link in re.findall('href="(codes/[^"]*)"', (SITE / name).read_text(encoding="utf-8")):
            assert (SITE / link).exists(), link


@pytest.mark.parametrize("number", ["404", "520", "1020"])
def test_the_search_of_the_site_finds_numbers(number: str) -> None:
    index = (SITE / "searchindex.js").read_text(encoding="utf-8")
    assert re.search(rf'[{{,]"?{number}"?:', index.partition('"terms"')[2] or index.partition("terms:")[2])
    assert r"match(/^\d+$/)" not in (SITE / "_static/searchtools.js").read_text(encoding="utf-8")


def test_the_picture_is_fresh() -> None:
    command = [sys.executable, str(ROOT / "docs/terminal.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0, "run docs/terminal.py and commit docs/terminal.svg"


def test_the_readme_counts_right() -> None:
    meanings = list(httpstatus.registry())
    counted = f"{len(meanings)} meanings of {len({meaning.code for meaning in meanings})} codes"
    assert counted in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
