"""What has to turn red for a mutation: builds and tests of each part of the tree, the quickest and nearest first."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CPU_SECONDS = 90  # of a single command: several times what the slowest takes
C_SECONDS = 20  # of a C test
WALL_SECONDS = 900
MEMORY = 8 << 30

# The tests of each part of the Python package, in stages: the nearest, what else may notice, what takes long.
SUITE = ("vectors", "arguments", "registry", "systems", "text", "sets", "tally", "logs", "from_code", "status_class")
SUITE += ("status_line", "httpstatus_differential", "module", "collector", "pickles")
LEAKS = ("interpreters", "nomemory", "leaks")  # they take minutes, and only notice what owns something
OWNERS = re.compile("REF|CLEAR|VISIT|new_ref|[Ff]ree|[Rr]elease|alloc|traverse")
CORE_STAGES = (("vectors", "registry", "systems", "text", "sets"),)
BINDING_STAGES = {
    "tallies": (("tally",), SUITE),
    "sets": (("sets",), SUITE),
    "logs": (("logs",), SUITE),
    "enums": (("httpstatus_differential", "from_code", "status_class"), SUITE),
    "lazy": (("module", "collector"), SUITE),
    "": (("registry", "arguments"), SUITE),
}
PACKAGE_STAGES = {
    "_cli/tally": (("cli_tally", "cli_embedded"), ("cli", "cli_terminal")),
    "_cli/terminal": (("cli_terminal",), ("cli", "cli_tally")),
    "_cli": (("cli", "cli_embedded"), ("cli_terminal", "cli_tally")),
    "_logs": (("logs", "vectors"), ("cli_tally",)),
    "": (("systems", "registry", "module", "collector"), ("vectors", "arguments", "cli")),
}


def stages_of(stages: dict[str, tuple[tuple[str, ...], ...]], stem: str) -> tuple[tuple[str, ...], ...]:
    """The first entry whose name begins the file's."""
    return next(found for name, found in stages.items() if stem.startswith(name))


MAKE = ["make", "-s", "-f", "tests/torture/coverage/build.mk", "FLAGS=-O1 -w"]
PYTEST = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-W", "error::pytest.PytestWarning"]


@dataclass
class Command:
    name: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    seconds: int = CPU_SECONDS

    def limit(self) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Tree:
    """A copy of the project in which one mutation after the other is made, built and tested."""

    PARTS = ("core", "swig", "bindings", "python", "lua", "tests", "docs")

    def __init__(self, root: Path, place: Path, lua: str) -> None:
        self.root, self.place, self.lua = root, place, lua
        self.objects = place / "build" / "objects"
        self.pristine: dict[str, bytes] = {}
        place.mkdir(parents=True, exist_ok=True)
        for name in self.PARTS:
            self.mirror(name)
        for path in root.iterdir():
            if path.is_file():
                shutil.copyfile(path, place / path.name)

    def mirror(self, name: str) -> None:
        """Make a folder as it is in the project. What is the same keeps its time, so that make leaves it alone."""
        wanted = {each.relative_to(self.root) for each in (self.root / name).rglob("*") if each.is_file()}
        skipped = {"__pycache__", ".hypothesis"}
        wanted = {each for each in wanted if not skipped & set(each.parts) and each.suffix not in (".o", ".so")}
        for each in wanted:
            source, copy = self.root / each, self.place / each
            if not copy.exists() or source.read_bytes() != copy.read_bytes():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, copy)
                os.utime(copy)
        if (self.place / name).exists():
            for copy in [each for each in (self.place / name).rglob("*") if each.is_file()]:
                each = copy.relative_to(self.place)
                if each not in wanted and copy.name != "httpstatus_wrap.c" and not skipped & set(each.parts):
                    copy.unlink()

    def run(self, command: Command) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **command.environment}
        try:
            return subprocess.run(
                command.arguments,
                cwd=self.place,
                env=environment,
                preexec_fn=command.limit,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=WALL_SECONDS,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command.arguments, -1, "", "took too long")

    # ---- Builds ----

    def build(self, *goals: str, lua: str = "") -> Command:
        """The command that builds; for another Lua than the tree's, in a folder of its own."""
        command = ["pkg-config", "--cflags", lua or self.lua]
        cflags = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        out = f"build/{lua}" if lua else "build/objects"
        return Command(
            f"build {' '.join(goals)}",
            [*MAKE, f"OUT={out}", f"PYTHON={sys.executable}", f"LUA_CFLAGS={cflags}", *goals],
        )

    def libraries(self) -> dict[str, bytes]:
        """What the builds have made, by the goal of each; without debug information, it depends on the code alone."""
        made = {
            "c": [self.objects / "libhttpstatus.so"],
            "python": sorted((self.objects / "site-packages").glob("httpstatus/__init__*.so")),
            "lua": [self.objects / "lua" / "httpstatus" / "core.so"],
        }
        return {goal: hashlib.sha256(path.read_bytes()).digest() for goal, paths in made.items() for path in paths}

    def build_all(self) -> None:
        """The tree as it is, to compare with: a mutation that leaves a library the same was none to the compiler."""
        done = self.run(self.build("c", "python", "lua"))
        if done.returncode != 0:
            sys.exit(f"mutate.py: the build fails:\n{done.stderr[-3000:]}")
        self.pristine = self.libraries()

    def is_changed(self, goal: str) -> bool:
        return self.libraries()[goal] != self.pristine[goal]

    # ---- Tests ----

    def c_tests(self, near: str = "") -> Iterator[Command]:
        names = sorted(path.stem for path in (self.place / "tests/languages/c").glob("test_*.c"))
        for name in sorted(
            names, key=lambda name: (name != f"test_{near}", name in ("test_text", "test_search", "test_log"))
        ):
            path = self.objects / "tests" / name
            yield Command(
                name, [str(path)], {"HTTPSTATUS_VECTORS": str(self.place / "tests/contract/vectors")}, C_SECONDS
            )

    def python_tests(self, stages: tuple[tuple[str, ...], ...]) -> Iterator[Command]:
        environment = {"PYTHONPATH": str(self.objects / "site-packages")}
        done: set[Path] = set()
        for number, names in enumerate(stages, 1):
            files = [self.place / "tests/languages/python" / f"test_{name}.py" for name in names]
            files = [path for path in files if path.exists() and path not in done]
            done.update(files)
            if files:
                yield Command(f"pytest, stage {number}", [*PYTEST, *map(str, files)], environment)

    def python_without_memory(self) -> Iterator[Command]:
        """Each call of CPython's C API fails: what takes no resources is noticed where it goes on after an error."""
        out = self.place / "build" / "failing-api"
        build = [*MAKE, f"OUT={out}", "FLAGS=-O0 -w", "API=failing", f"PYTHON={sys.executable}", "python"]
        yield Command("link with failing_api", build)
        environment = {"PYTHONPATH": str(out / "site-packages"), "HTTPSTATUS_THOROUGH": "1"}
        yield Command(
            "failing_api", [*PYTEST, str(self.place / "tests/languages/python/test_nomemory.py")], environment
        )

    def lua_tests(self, lua: str = "") -> Iterator[Command]:
        objects = self.place / "build" / lua if lua else self.objects
        lua = lua or self.lua
        command = ["pkg-config", "--cflags-only-I", lua]
        include = subprocess.run(command, check=True, capture_output=True, text=True)
        environment = {
            "LUA_PATH": f"{self.place}/lua/?.lua;{self.place}/lua/?/init.lua;;",
            "LUA_CPATH": f"{objects}/lua/?.so;;",
            "LUA_INCDIR": include.stdout.strip().removeprefix("-I"),
        }
        interpreter = shutil.which(lua) or lua
        yield Command(
            f"busted, {lua}", ["busted", f"--lua={interpreter}", "--no-keep-going", "tests/languages/lua"], environment
        )

    def lua_without_memory(self) -> Iterator[Command]:
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", self.lua], check=True, capture_output=True, text=True
        ).stdout.split()
        program = str(self.objects / "nomem")
        yield Command("compile nomem", ["cc", "-g", "tests/languages/lua/nomem.c", *flags, "-o", program])
        environment = {
            "LUA_PATH": f"{self.place}/lua/?.lua;{self.place}/lua/?/init.lua",
            "LUA_CPATH": f"{self.objects}/lua/?.so",
        }
        yield Command("nomem", [program, "tests/languages/lua/nomem_cases.lua"], environment)

    def registry_tests(self) -> Iterator[Command]:
        generate = [sys.executable, "-m", "core.generate"]
        yield Command("generate", [*generate, "emit"])
        yield Command("lint", [*generate, "lint"])
        yield self.build("c")
        yield from self.c_tests("registry")
        yield Command("pytest, registry", [*PYTEST, "-m", "not slow", "tests/contract/registry"])


def killers(tree: Tree, area: str, path: str, line: str = "") -> Iterator[Command]:
    """The commands for a mutation of a line, in order. A build that fails makes it no mutation."""
    stem = Path(path).stem
    if area == "core":
        yield tree.build("c")
        yield from tree.c_tests(stem)
        yield tree.build("lua")
        yield from tree.lua_tests()
        yield tree.build("python")
        yield from tree.python_tests(CORE_STAGES)
    elif area == "bindings/python":
        yield tree.build("python")
        stages = stages_of(BINDING_STAGES, stem)
        yield from tree.python_tests(stages)
        yield from tree.python_without_memory()
        if OWNERS.search(line):
            yield from tree.python_tests((LEAKS,))
    elif area == "bindings/lua":
        yield tree.build("lua")
        yield from tree.lua_tests()
        yield from tree.lua_without_memory()
    elif area == "lua":
        yield tree.build("lua")
        yield from tree.lua_tests()
        yield tree.build("lua", lua="luajit")  # it has functions of its own
        yield from tree.lua_tests("luajit")
    elif area == "python":
        yield tree.build("python")
        yield from tree.python_tests(stages_of(PACKAGE_STAGES, path.removeprefix("python/httpstatus/")))
    elif area == "registry":
        yield from tree.registry_tests()
        yield tree.build("python")
        yield from tree.python_tests(CORE_STAGES)
