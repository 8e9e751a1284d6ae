"""Write what follows from the registry: the C tables, stubs, annotations, manual pages and the reference."""

from __future__ import annotations

from pathlib import Path

from ..load import load
from ..man import library
from . import c, c_docs, lua, pages, python


def outputs(root: Path) -> dict[Path, str]:
    """Every generated file of a checkout and its text; httpstatus(1) apart, which needs the package."""
    registry = load(root / "core" / "registry")
    sizes, tables = c.emit_tables(registry)
    docs = c_docs.read(root)
    package = root / "python/httpstatus"
    stubs = python.emit_system_stubs(docs)
    return {
        root / "core/tables_sizes.h": sizes,
        root / "core/tables.c": tables,
        root / "core/httpstatus_codes.h": c.emit_codes(registry),
        package / "__init__.pyi": python.emit_stub(registry, docs),
        package / "vendors.pyi": python.emit_vendors_stub(registry, docs),
        **{package / f"{name}.pyi": text for name, text in stubs.items()},
        root / "lua/httpstatus/meta.lua": lua.emit_meta(registry),
        root / "docs/man/httpstatus.3": library.emit_library_page(registry, root),
        **{root / "docs" / name: text for name, text in pages.emit_pages(registry).items()},
    }
