"""A pytest plugin that runs the examples of the Markdown pages: `pytest -p examples README.md docs`.

python    what doctest takes: an example and what it gives
console   "$ command", and what it prints; a line of "..." stands for any lines
lua       "expression  --> value", where strings have quotes, or "print(...)  --> what it prints"
c         a program, or statements for main(), that succeeds; a comment behind puts() or printf() is the line that it
          prints

Each page has a folder of its own with docs/access.log in it. LUA and its paths name a Lua with the installed rock;
PKG_CONFIG_PATH the installed C library; the command line is the first on the PATH.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
EXECUTED = ("python", "console", "lua", "c")
# Pages whose examples need more than the package is: their own tests run them.
ELSEWHERE = dict.fromkeys(["frameworks.md", "moving.md"], "tests/world/frameworks/test_docs.py")
ELSEWHERE["swig.md"] = "tests/languages/swig/examples.sh"
ELSEWHERE["browser.md"] = "tests/languages/web/test_module.mjs"
CHECKER = doctest.OutputChecker()
WARNINGS = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
PRINTING = re.compile(r"^.*\b(?:printf|puts)\(.*?(?:/\* (.*) \*/)?$", re.MULTILINE)


def agrees(want: str, got: str) -> bool:
    return CHECKER.check_output(want, got, doctest.ELLIPSIS)


def run(command: Sequence[str], given: str = "") -> str:
    """What a command prints, errors among it."""
    done = subprocess.run(
        command, input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False
    )
    return done.stdout


def console(example: Example) -> str | None:
    failures = []
    if not example.parsed.startswith("$ "):
        return "a console block begins with a $"
    for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, want = part.partition("\n")
        got = run(["sh", "-c", command])
        if not agrees(want, got):
            failures.append(f"$ {command}\nexpected:\n{want}got:\n{got}")
    return "\n".join(failures) or None


def lua(example: Example) -> str | None:
    lines = []
    for number, line in enumerate(example.parsed.splitlines(), 1):
        code, arrow, want = line.partition("-->")
        if arrow:
            printed = re.fullmatch(r"\s*print\((.*)\)\s*", code)
            values = printed[1] if printed else code.strip()
            line = f"check({number}, {'true' if printed else 'false'}, [==[{want.strip()}]==], {values})"
        lines.append(line)
    return run([os.environ.get("LUA", "lua5.4"), "-e", 'require "check"', "-"], "\n".join(lines)) or None


def c(example: Example) -> str | None:
    source = str(example.parsed)
    want = "".join(f"{line}\n" if line else "..." for line in PRINTING.findall(source))
    if "#include" not in source:
        body = "\n".join(f"  {line}" for line in source.splitlines())
        source = f"#include <httpstatus.h>\n#include <stdio.h>\n#include <string.h>\nint main(void) {{\n{body}\n}}\n"
    Path("example.c").write_text(source, encoding="utf-8")
    flags = run(["pkg-config", "--cflags", "--libs", "httpstatus"]).split()
    complaints = run([os.environ.get("CC", "cc"), *WARNINGS, "example.c", *flags, "-o", "example"])
    got = complaints or run(["sh", "-c", "./example || echo it failed"])
    good = agrees(want, got) and not got.endswith("it failed\n")
    return None if good else f"expected:\n{want}got:\n{got}"


def begin(namespace: dict[str, Any]) -> None:
    namespace["folder"] = tempfile.TemporaryDirectory()
    os.chdir(namespace["folder"].name)
    shutil.copy(ROOT / "docs/access.log", ".")


def end(namespace: dict[str, Any]) -> None:
    os.chdir(ROOT)
    namespace["folder"].cleanup()


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
        CodeBlockParser("console", console),
        CodeBlockParser("lua", lua),
        CodeBlockParser("c", c),
    ],
    path=str(ROOT),
    pattern="*.md",
    excludes=list(ELSEWHERE),
    setup=begin,
    teardown=end,
).pytest()
