"""Every Lua file compiles as Lua 5.5, whose loop variables are constants, wherever that Lua is not at hand."""

from pathlib import Path

import pytest
from support import ROOT

lua55 = pytest.importorskip("lupa.lua55")

FILES = [path for folder in ("lua", "tests", "docs") for path in sorted((ROOT / folder).rglob("*.lua"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_compiles(path: Path) -> None:
    lua = lua55.LuaRuntime()
    assert lua.globals()._VERSION == "Lua 5.5"
    compiled, message = lua.globals().load(path.read_text(), f"@{path.relative_to(ROOT)}"), None
    if isinstance(compiled, tuple):
        compiled, message = compiled
    assert compiled is not None, message
