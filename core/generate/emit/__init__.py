"""Write everything that follows from the registry and the API: C, bindings, stubs, annotations, manual, reference."""

from __future__ import annotations

from pathlib import Path

from .. import api
from ..load import Registry, load
from ..man import library
from . import bindings, c, header, json_schema, logs, lua, pages, python, rows, web


def rockspecs(root: Path, registry: Registry) -> dict[Path, str]:
    """The rockspecs, whose lists of files follow from what is there."""
    names = {path.stem for path in (root / "lua/httpstatus").glob("*.lua")}
    modules = [*(names | {head["id"] for head in registry.heads})]
    sources = [str(path.relative_to(root)) for path in (root / "core").rglob("*.c")]
    return {
        path: lua.listed_in_rockspec(path.read_text(encoding="utf-8"), modules, sources)
        for path in root.glob("*.rockspec")
    }


def outputs(root: Path) -> dict[Path, str]:
    """Every generated file of a checkout and its text; httpstatus(1) apart, which needs the package."""
    registry, described = load(root / "core" / "registry"), api.load()
    sizes, tables = c.emit_tables(registry)
    package = root / "python/httpstatus"
    stubs = python.emit_system_stubs(described)
    return {
        root / "core/tables_sizes.h": sizes,
        root / "core/tables.c": tables,
        root / "core/httpstatus_codes.h": c.emit_codes(registry),
        root / "core/httpstatus.h": header.emit(described),
        root / "core/logs/sizes.h": logs.emit_log_sizes(registry),
        root / "core/logs/patterns.c": logs.emit_log_patterns(registry),
        root / "core/logs/tables.c": logs.emit_log_tables(registry),
        root / "core/rows.h": rows.emit_header(described),
        root / "core/rows.c": rows.emit_accessors(described),
        root / "core/predicates.h": rows.emit_predicates(described),
        root / "bindings/lua/fields.h": bindings.emit_lua_fields(described),
        root / "bindings/python/record_kinds.h": bindings.emit_python_kinds(described),
        root / "bindings/python/record_specs.c": bindings.emit_python_records(described),
        root / "bindings/web/records.c": web.emit_records(described),
        root / "bindings/web/httpstatus.d.mts": web.emit_types(registry, described),
        root / "bindings/web/query_words.mjs": web.emit_query_words(package / "_cli/queries.py"),
        root / "bindings/python/docs.h": bindings.emit_docstrings(described),
        root / "swig/names.i": bindings.emit_swig_names(described),
        root / "swig/python_names.i": bindings.emit_swig_python(described),
        package / "__init__.pyi": python.emit_stub(registry, described),
        **{package / name: text for name, text in python.emit_system_modules(registry).items()},
        package / "vendors.pyi": python.emit_vendors_stub(registry, root),
        **{package / f"{name}.pyi": text for name, text in stubs.items()},
        **{package / f"{name}.py": python.with_docstrings(described, name, package / f"{name}.py") for name in stubs},
        root / "lua/httpstatus/meta.lua": lua.emit_meta(registry, described),
        **{root / "lua/httpstatus" / name: text for name, text in lua.emit_modules(registry).items()},
        **rockspecs(root, registry),
        root / "docs/httpstatus.schema.json": json_schema.emit(described, root / "docs/httpstatus.schema.json"),
        root / "docs/man/httpstatus.3": library.emit_library_page(registry, root),
        root / "docs/man/functions.txt": header.function_names(described),
        **{root / "docs" / name: text for name, text in pages.emit_pages(registry).items()},
    }
