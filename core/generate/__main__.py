"""Make every generated file from the registry; or say which ones are not fresh, or judge the registry itself."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import c_docs
import check_dates
import check_iana
import emit_c
import emit_docs
import emit_lua
import emit_man
import emit_python
import lint
from lint_kinds import Finding
from load import CORE, RegistryError, load


def outputs(root: Path) -> dict[Path, str]:
    registry = load(root / "core" / "registry")
    sizes, tables = emit_c.emit_tables(registry)
    docs = c_docs.read(root)
    package = root / "python/httpstatus"
    stubs = emit_python.emit_system_stubs(docs)
    return {
        root / "core/tables_sizes.h": sizes,
        root / "core/tables.c": tables,
        root / "core/httpstatus_codes.h": emit_c.emit_codes(registry),
        package / "__init__.pyi": emit_python.emit_stub(registry, docs),
        package / "vendors.pyi": emit_python.emit_vendors_stub(registry, docs),
        **{package / f"{name}.pyi": text for name, text in stubs.items()},
        root / "lua/httpstatus/meta.lua": emit_lua.emit_meta(registry),
        root / "docs/man/httpstatus.3": emit_man.emit_library_page(registry, root),
        **{root / "docs" / name: text for name, text in emit_docs.emit_pages(registry).items()},
    }


def judge(findings: list[Finding]) -> int:
    for finding in findings:
        print(finding, file=sys.stderr)
    return int(bool(findings))


def main() -> int:
    parser = argparse.ArgumentParser(prog="core/generate", description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not fresh")
    mode.add_argument("--lint", action="store_true", help="write nothing; exit 1 where the registry breaks a rule")
    mode.add_argument(
        "--iana",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="compare with copies of IANA's registries; exit 1 at a change",
    )
    mode.add_argument(
        "--dates",
        type=date.fromisoformat,
        nargs="?",
        const=date.today(),
        metavar="TODAY",
        help="say which dates of the registry have gone by; exit 1 if any has",
    )
    parser.add_argument("--root", type=Path, default=CORE.parent, help="the checkout to work on")
    options = parser.parse_args()
    registry = options.root / "core" / "registry"
    findings = lint.lint(registry)
    if options.lint:
        return judge(findings)
    if any(finding.breaks for finding in findings):
        return judge([finding for finding in findings if finding.breaks])
    if options.dates:
        return check_dates.check(registry, options.dates)
    if options.iana:
        return check_iana.check(options.iana, registry)
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
