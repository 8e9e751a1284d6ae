"""The locks: each has what its requirements.in asks for, one version for a Python, with hashes, and no address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import ROOT

ASKED = sorted([*ROOT.glob("docs/*requirements.in"), *ROOT.glob("tests/**/*requirements.in")])
VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


def requirements(path: Path) -> list[Requirement]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found += requirements(path.parent / line.removeprefix("-r "))
        elif line and not line.startswith(("#", " ")):
            found.append(Requirement(line.removesuffix("\\").strip()))
    return found


def holds(requirement: Requirement, version: str) -> bool:
    environment = {"python_version": version, "python_full_version": f"{version}.0"}
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("asked", ASKED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_lock_has_what_was_asked_for(asked: Path) -> None:
    lock = asked.with_suffix(".txt")
    for version in VERSIONS:
        pins: dict[str, list[Requirement]] = {}
        for pin in requirements(lock):
            if holds(pin, version):
                pins.setdefault(canonicalize_name(pin.name), []).append(pin)
        assert {name: len(versions) for name, versions in pins.items()} == dict.fromkeys(pins, 1)
        for requirement in requirements(asked):
            if holds(requirement, version):
                (pin,) = pins[canonicalize_name(requirement.name)]
                (exact,) = pin.specifier
                assert exact.operator == "=="
                assert requirement.specifier.contains(exact.version), f"{pin} is not {requirement}; run make pins"


@pytest.mark.parametrize("asked", ASKED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_lock_has_hashes_and_no_address(asked: Path) -> None:
    text = asked.with_suffix(".txt").read_text(encoding="utf-8")
    pin = r"[a-z0-9.-]+(?:\[[a-z0-9,-]+\])?==[\w.!+]+(?: ; [^\\\n]+)? \\\n"
    hashes = r"(?:    --hash=sha256:[0-9a-f]{64} \\\n)*    --hash=sha256:[0-9a-f]{64}\n"
    assert re.fullmatch(f"(?:{pin}{hashes})+", text)
    assert "://" not in text


def test_nothing_is_installed_without_a_lock() -> None:
    """venv.sh takes locks alone; elsewhere pip installs from a lock, or the package without what it depends on."""
    scripts = [ROOT / "Makefile", ROOT / "pyproject.toml", *ROOT.glob("make/*.mk")]
    scripts += [path for pattern in ("tests/**/*.sh", ".github/workflows/*.yml") for path in ROOT.glob(pattern)]
    scripts.remove(ROOT / "tests/tools/venv.sh")
    text = "".join(path.read_text(encoding="utf-8") for path in scripts).replace("\\\n", " ")
    text = re.sub(r"^\s*#.*", "", text, flags=re.MULTILINE)
    environments = re.findall(r"tests/tools/venv\.sh (\S+)(?: ([^\s&|;]+))?$", text, re.MULTILINE)
    environments += re.findall(r"\$\(call venv,([^,)]+),([^)]+)\)", text)
    assert len(environments) > 15
    locks = {str(path.with_suffix(".txt").relative_to(ROOT)) for path in ASKED}
    unlocked = [name for name, lock in environments if lock not in {*locks, "$(2)", "$bench/requirements.txt", "$lock"}]
    assert sorted(unlocked) == ['"bench-bare-$2"', '"cpython-$version"']  # they get the package alone
    for line in re.findall(r"^.*\bpip\b.* (?:install|download|wheel) .*", text, re.MULTILINE):
        assert "-r " in line or "--no-deps" in line or "--no-index" in line, line
