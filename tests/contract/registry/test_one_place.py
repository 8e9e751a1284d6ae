"""Adding a code means editing one place: made-up meanings go into the TOML of a copy, and every language has them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import Generate

pytestmark = pytest.mark.slow

LEFT_OUT = shutil.ignore_patterns(
    ".*", "build", "dist", "tests", "__pycache__", "*.so", "*.o", "*.egg-info", "httpstatus_wrap.c"
)

REGISTERED = """
[[meaning]]
code = 299
origin = "iana"
name = "MADE_UP"
phrase = "Made Up"
standing = "standard"
former_phrases = ["Invented Here"]
former_names = ["INVENTED_HERE"]
spec = "RFC 9110"
section = "15.3.8"
sources = ["iana-http"]
traits = ["cacheable"]
explanation = "Somebody made this code up, to see whether one place is enough to add it."
definition = "A server MAY send it in a test of the registry, where a client takes it for a success like 200."
uses = ["Tests of this registry", "Showing that one place is enough"]
"""

# The entry that docs/tasks/add-a-code.md shows.
PAGE = (Path(__file__).resolve().parents[3] / "docs/tasks/add-a-code.md").read_text(encoding="utf-8")
OF_NGINX = textwrap.dedent(PAGE.partition("```toml\n")[2].partition("   ```")[0]) + "\n"


def run(command: list[str | Path], **options: object) -> str:
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return str(result.stdout)


@pytest.fixture(scope="module")
def grown(root: Path, tmp_path_factory: pytest.TempPathFactory, generate: Generate) -> Path:
    """A copy of the tree with the two meanings, after `make generate`."""
    copy = tmp_path_factory.mktemp("grown") / "httpstatus"
    shutil.copytree(root, copy, ignore=LEFT_OUT)
    path = copy / "core/registry/2xx.toml"
    path.write_text(path.read_text() + REGISTERED)
    path = copy / "core/registry/4xx.toml"
    before, after = path.read_text().split("[[meaning]]\ncode = 494\n")
    path.write_text(before + OF_NGINX + "[[meaning]]\ncode = 494\n" + after)
    result = generate("--root", copy, "emit")
    assert result.returncode == 0, result.stderr
    return copy


def test_the_registry_accepts_them(grown: Path, generate: Generate) -> None:
    result = generate("--root", grown, "lint")
    assert (result.returncode, result.stderr) == (0, "")


def test_c_has_them(grown: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.c"
    program.write_text(
        textwrap.dedent("""
        #include <httpstatus.h>
        #include <stdio.h>
        #include <string.h>

        int main(void) {
          printf("%d %d %d\\n", HTTPSTATUS_MADE_UP, HTTPSTATUS_INVENTED_HERE, HTTPSTATUS_NGINX_MADE_UP_ELSEWHERE);
          printf("%s|%s|%s|\\n", httpstatus_phrase(299), httpstatus_name(299), httpstatus_phrase(472));
          printf("%d %d %d\\n", httpstatus_is_registered(299), httpstatus_is_heuristically_cacheable(299),
                 httpstatus_effective(299));
          printf("%d %d\\n", httpstatus_is_known(472), httpstatus_effective(472));
          printf("%d %d\\n", httpstatus_code("invented here", 13), httpstatus_code("Made Up Elsewhere", 17));
          return 0;
        }
        """)
    )
    binary = tmp_path / "program"
    compiler = os.environ.get("CC", "cc").split()
    run([*compiler, "-std=c99", "-I", grown / "core", program, *sorted((grown / "core").rglob("*.c")), "-o", binary])
    assert run([binary]).splitlines() == ["299 299 472", "Made Up|MADE_UP||", "1 1 299", "1 400", "299 472"]


def test_python_has_them(grown: Path, tmp_path: Path) -> None:
    run([sys.executable, "-m", "venv", tmp_path / "venv"])
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run([python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps", grown])
    script = textwrap.dedent("""
        import json
        import httpstatus
        from httpstatus import HTTPStatus, vendors

        elsewhere = httpstatus.lookup(472)
        print(json.dumps([
            HTTPStatus.MADE_UP, HTTPStatus(299).name, HTTPStatus["INVENTED_HERE"].phrase,
            httpstatus.phrase(299), httpstatus.is_registered(299), httpstatus.code("invented-here"),
            vendors.Nginx.MADE_UP_ELSEWHERE, elsewhere.origin, elsewhere.phrase, httpstatus.phrase(472),
            list(elsewhere.see_also), httpstatus.effective(472), HTTPStatus.MADE_UP in list(HTTPStatus),
        ]))
    """)
    told = json.loads(run([python, "-c", script], cwd=tmp_path))
    assert told == [
        299, "MADE_UP", "Made Up", "Made Up", True, 299, 472, "nginx", "Made Up Elsewhere", "", [499], 400, True,
    ]  # fmt: skip


def test_lua_has_them(grown: Path, tmp_path: Path) -> None:
    assert shutil.which("luarocks"), "this test needs LuaRocks"
    tree, version = tmp_path / "tree", os.environ.get("LUA_VERSION", "5.4")
    rockspec = next(grown.glob("*.rockspec"))
    run(["luarocks", f"--lua-version={version}", f"--tree={tree}", "make", rockspec.name], cwd=grown)
    script = textwrap.dedent("""
        local httpstatus = require "httpstatus"
        local elsewhere = httpstatus.lookup(472)
        print(httpstatus.MADE_UP, httpstatus.phrase(299), httpstatus.is_registered(299),
              httpstatus.code "INVENTED_HERE", httpstatus.vendors.nginx.MADE_UP_ELSEWHERE, elsewhere.origin,
              elsewhere.phrase, httpstatus.phrase(472), httpstatus.effective(472))
    """)
    environment = {
        **os.environ,
        "LUA_PATH": f"{tree}/share/lua/{version}/?.lua;{tree}/share/lua/{version}/?/init.lua",
        "LUA_CPATH": f"{tree}/lib/lua/{version}/?.so",
    }
    told = run([f"lua{version}", "-e", script], cwd=tmp_path, env=environment).split("\t")
    assert told == ["299", "Made Up", "true", "299", "472", "nginx", "Made Up Elsewhere", "nil", "400\n"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("python/httpstatus/__init__.pyi", ["MADE_UP", "INVENTED_HERE", "299"]),
        ("python/httpstatus/vendors.pyi", ["MADE_UP_ELSEWHERE", "472"]),
        ("lua/httpstatus/meta.lua", ["MADE_UP", "MADE_UP_ELSEWHERE", "299", "472"]),
        ("docs/registry.md", ["registry/2xx.md#code-299", "registry/4xx.md#code-472"]),
        ("docs/registry/2xx.md", ['<a id="code-299"></a>', "Made Up", "Invented Here"]),
        ("docs/registry/4xx.md", ['<a id="code-472"></a>', "Made Up Elsewhere", "4xx.md#code-499"]),
    ],
)
def test_stubs_annotations_and_reference_have_them(grown: Path, root: Path, name: str, words: list[str]) -> None:
    text, before = (grown / name).read_text(), (root / name).read_text()
    for word in words:
        assert text.count(word) > before.count(word), word
