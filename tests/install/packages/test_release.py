"""What releases build elsewhere: the Pythons and platforms of cibuildwheel's configuration, and the workflow's form."""

import subprocess
import sys
from email import message_from_bytes
from itertools import product
from pathlib import Path

import pytest
from support import ROOT, sdist_files

TOOLS = Path(sys.executable).parent
PYTHONS = ["cp310", "cp311", "cp312", "cp313", "cp314", "cp314t"]
PLATFORMS = {
    "linux": ("x86_64 aarch64", "manylinux_x86_64 manylinux_aarch64 musllinux_x86_64 musllinux_aarch64"),
    "macos": ("x86_64 arm64", "macosx_x86_64 macosx_arm64"),
    "windows": ("AMD64 ARM64", "win_amd64 win_arm64"),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_cibuildwheel_builds(platform: str) -> None:
    pytest.importorskip("cibuildwheel")
    architectures, expected = PLATFORMS[platform]
    command = [TOOLS / "cibuildwheel", "--print-build-identifiers", "--platform", platform]
    command += ["--archs", architectures.replace(" ", ","), ROOT]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(found) == sorted(f"{python}-{suffix}" for python, suffix in product(PYTHONS, expected.split()))


def test_the_classifiers_say_the_same() -> None:
    """Each Python that wheels are built for is announced, and no other."""
    classifiers = message_from_bytes(sdist_files()["PKG-INFO"]).get_all("Classifier", [])
    said = {each.rpartition(" ")[2] for each in classifiers if each.startswith("Programming Language :: Python :: 3.")}
    assert said == {f"3.{python.removeprefix('cp3').rstrip('t')}" for python in PYTHONS}


def test_the_workflow_has_the_form_of_one() -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    check = [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([*check, *workflows], check=True)
