"""Everything that is made from the registry. Run it from the root of the checkout."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from . import dates, iana, lint
from .emit import outputs
from .kinds import Finding
from .load import CORE, RegistryError

REFRESH = "run `make generate` and commit what it writes"


def judge(findings: list[Finding]) -> int:
    for finding in findings:
        print(finding, file=sys.stderr)
    return int(bool(findings))


def stale(files: dict[Path, str]) -> list[Path]:
    return [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def write(files: dict[Path, str], root: Path) -> None:
    for path in stale(files):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
        print(f"wrote: {path.relative_to(root)}")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m core.generate", description=__doc__)
    parser.add_argument("--root", type=Path, default=CORE.parent, help="the checkout to work on")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("emit", help="write every generated file")
    commands.add_parser("check", help="exit 1 if a generated file is not fresh; write nothing")
    commands.add_parser("lint", help="exit 1 if the registry breaks a rule")
    commands.add_parser("man", help="write httpstatus(1) and completions; needs the installed package and shtab")
    page = commands.add_parser("page", help="write the page that looks codes up, and a page for each code")
    page.add_argument("wasm", type=Path, help="the core as WebAssembly")
    page.add_argument("folder", type=Path, help="where the pages go")
    compare = commands.add_parser("iana", help="compare with copies of IANA's registries; exit 1 if they differ")
    compare.add_argument("files", type=Path, nargs="+", metavar="FILE")
    gone = commands.add_parser("dates", help="say which dates of the registry have gone by; exit 1 if any has")
    gone.add_argument("today", type=date.fromisoformat, nargs="?", default=date.today(), metavar="TODAY")
    return parser


def main() -> int:
    options = arguments().parse_args()
    root: Path = options.root
    if options.command == "man":
        from .man import command, completion

        write({root / command.PAGE: command.emit(root), **completion.emit(root)}, root)
        return 0
    if options.command == "page":
        from . import page

        options.folder.mkdir(parents=True, exist_ok=True)
        for path, text in page.build(root, options.wasm, options.folder).items():
            path.write_text(text, encoding="utf-8")
        return 0
    findings = lint.lint(root / "core" / "registry")
    if options.command == "lint":
        return judge(findings)
    if any(finding.breaks for finding in findings):
        return judge([finding for finding in findings if finding.breaks])
    if options.command == "dates":
        return dates.check(root / "core" / "registry", options.today)
    if options.command == "iana":
        return iana.check(options.files, root / "core" / "registry")
    try:
        files = outputs(root)
    except RegistryError as error:
        print(f"registry: {error}", file=sys.stderr)
        return 1
    if options.command == "emit":
        write(files, root)
        return 0
    found = stale(files)
    for path in found:
        print(f"not fresh: {path.relative_to(root)}")
    if found:
        print(REFRESH, file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
