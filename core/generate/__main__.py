"""python3 core/generate [--check]: make every generated file from the registry, or say which ones are not fresh."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import emit_c
import emit_docs
import emit_lua
import emit_python
from load import CORE, RegistryError, load


def outputs(root: Path) -> dict[Path, str]:
    registry = load(root / "core" / "registry")
    sizes, tables = emit_c.emit_tables(registry)
    return {
        root / "core/tables_sizes.h": sizes,
        root / "core/tables.c": tables,
        root / "core/httpstatus_codes.h": emit_c.emit_codes(registry),
        root / "python/httpstatus/__init__.pyi": emit_python.emit_stub(registry),
        root / "python/httpstatus/vendors.pyi": emit_python.emit_vendors_stub(registry),
        root / "lua/httpstatus/meta.lua": emit_lua.emit_meta(registry),
        root / "docs/registry.md": emit_docs.emit_registry(registry),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="core/generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not fresh")
    parser.add_argument("--root", type=Path, default=CORE.parent, help="the checkout to work on")
    options = parser.parse_args()
    stale = []
    try:
        for path, text in outputs(options.root).items():
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(path.relative_to(options.root))
            if not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    except RegistryError as error:
        print(f"registry: {error}", file=sys.stderr)
        return 1
    for path in stale:
        print(f"{'not fresh' if options.check else 'wrote'}: {path}")
    if options.check and stale:
        print("run `make generate` and commit what it writes", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
