"""The set-up on machines that lack something: one line says what, nothing is changed, and the next run goes on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, pythons

TOOLS = [
    "cat", "chmod", "cmp", "cp", "dirname", "env", "find", "grep", "head", "id", "mkdir", "mktemp", "mv", "rm", "sed",
    "sh", "sort", "tail", "touch",
]  # fmt: skip
GIVEN = ["c++", "cc", "curl", "git", "lua5.4", "luarocks", "nginx", "pkg-config", "swig"]  # what the demo needs
SETUP = (ROOT / "tests/tools/setup.sh").read_text(encoding="utf-8")
GOALS = set(SETUP.partition("# setup.sh ")[2].partition(" :")[0].split("|"))
LOCK = "tests/install/packages/isolation-requirements.txt"
OFFLINE = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
ONLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(ROOT / "build/isolation")}


class Machine:
    """A path with few programs, and a checkout with what the set-up needs."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.tree = folder / "bin", folder / "httpstatus"
        self.bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found
            (self.bin / tool).symlink_to(found)
        shutil.copytree(ROOT / "tests/tools", self.tree / "tests/tools")
        for name in (LOCK, "packaging/debian/control"):
            (self.tree / name).parent.mkdir(parents=True)
            shutil.copy(ROOT / name, self.tree / name)

    def add(self, program: str, text: str) -> None:
        (self.bin / program).unlink(missing_ok=True)
        (self.bin / program).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (self.bin / program).chmod(0o755)

    def add_python(self) -> None:
        version, python = list(pythons().items())[-1]
        self.add(f"python{version}", f'exec {python} "$@"')

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        environment |= {"PATH": str(self.bin), "HOME": "/nonexistent", "TMPDIR": str(self.tree.parent)}
        return subprocess.run(
            ["/bin/sh", *command], cwd=self.tree, env=environment, capture_output=True, text=True, check=False
        )

    def files(self) -> list[Path]:
        return sorted(path for path in self.tree.parent.rglob("*") if "__pycache__" not in path.parts)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def check_one_line(done: subprocess.CompletedProcess[str], text: str) -> None:
    assert done.returncode == 1
    assert done.stderr.startswith(f"httpstatus: {text}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("goal", sorted(GOALS - {"test-deb"}))
def test_without_apt(machine: Machine, goal: str) -> None:
    machine.add_python()
    before = machine.files()
    done = machine.run("tests/tools/setup.sh", goal, **ONLINE)
    check_one_line(done, "there is no apt-get to install what is missing; install ")
    assert "and run the command again" in done.stderr
    assert (done.stdout, machine.files()) == ("", before)


@pytest.mark.parametrize("goal", ["demo", "test", "deb"])
def test_without_root(machine: Machine, goal: str) -> None:
    machine.add_python()
    machine.add("id", "echo 1000")
    machine.add("sudo", "echo 'sudo: a password is required' >&2; exit 1")
    machine.add("apt-get", f"touch {machine.tree}/called")
    before = machine.files()
    done = machine.run("tests/tools/setup.sh", goal, **ONLINE)
    check_one_line(done, "only root may install what is missing; install ")
    assert (done.stdout, machine.files()) == ("", before)


def test_a_fresh_system_needs_root(machine: Machine) -> None:
    machine.add("id", "echo 1000")
    done = machine.run("tests/tools/setup.sh", "test-deb")
    check_one_line(done, "only root may install packages in a fresh system; run sudo make test-deb")


def test_what_deb_needs(machine: Machine) -> None:
    """Each package that debian/control names for the build."""
    done = machine.run("tests/tools/setup.sh", "deb")
    missing = done.stderr.partition("; install ")[2].partition(" (")[0].split()
    assert {"build-essential", "debhelper", "dh-lua", "dh-python", "lintian", "python3-setuptools", "swig"} <= set(
        missing
    )


@pytest.mark.parametrize("goal", ["demo", "test", "deb"])
def test_without_debians_mirror(machine: Machine, goal: str) -> None:
    machine.add("id", "echo 0")
    machine.add("dpkg", "exit 0")
    machine.add(
        "apt-get", "echo 'W: noise'; echo 'E: Failed to fetch http://mirror.invalid'; echo 'E: more' >&2; exit 100"
    )
    before = machine.files()
    done = machine.run("tests/tools/setup.sh", goal)
    check_one_line(done, "apt-get has failed: E: Failed to fetch http://mirror.invalid; run the command again")
    assert done.stdout.startswith("httpstatus: installing ")
    assert machine.files() == before


def test_without_pypi(machine: Machine) -> None:
    """And with it again."""
    machine.add_python()
    for program in GIVEN:
        machine.add(program, "exit 0")
    done = machine.run("tests/tools/setup.sh", "demo", **OFFLINE)
    check_one_line(done, "pip has failed: [Errno 111] Connection refused; it needs PyPI")
    assert not (machine.tree / "build").exists()
    done = machine.run("tests/tools/setup.sh", "demo", **ONLINE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (machine.tree / "build/isolation/requirements").read_bytes() == (ROOT / LOCK).read_bytes()
    machine.add("rm", "exit 1")  # would fail if it were filled again
    assert machine.run("tests/tools/setup.sh", "demo", **OFFLINE).returncode == 0


def test_an_unfinished_folder_of_wheels(machine: Machine) -> None:
    machine.add_python()
    (machine.tree / "build/isolation").mkdir(parents=True)
    (machine.tree / "build/isolation/half.whl").touch()
    assert machine.run("tests/tools/isolated.sh", **ONLINE).returncode == 0
    found = sorted(path.name for path in (machine.tree / "build/isolation").iterdir())
    assert len(found) == 2
    assert found[0] == "requirements"


def test_an_unfinished_environment(machine: Machine) -> None:
    """It is made again, one that is finished is not, and one that was moved is."""
    machine.add_python()
    command = ["tests/tools/venv.sh", "try", LOCK]
    check_one_line(machine.run(*command, **OFFLINE), "pip has failed: ")
    done = machine.run(*command, **ONLINE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("httpstatus: making build/venv-try with ")
    assert machine.run(*command, **OFFLINE).stdout == ""
    (machine.tree / "build/venv-try/requirements").write_text("", encoding="utf-8")  # the disk was full
    assert machine.run(*command, **ONLINE).stdout == done.stdout
    machine.tree = machine.tree.rename(machine.tree.with_name("moved"))
    assert machine.run(*command, **ONLINE).stdout == done.stdout
    assert machine.run(*command, **OFFLINE).stdout == ""


@pytest.mark.skipif(sys.platform != "linux", reason="make demo looks for programs where Debian has them")
def test_servers_are_found_without_root() -> None:
    """The path of a user on Debian has no /usr/sbin."""
    environment = {**os.environ, "PATH": "/usr/local/bin:/usr/bin:/bin"}
    command = ["make", "--no-print-directory", "-s", "-f", "Makefile", "-f", "-", "path"]
    text = "path:\n\t@echo $$PATH\n"
    done = subprocess.run(command, input=text, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "/usr/sbin" in done.stdout.strip().split(":")
