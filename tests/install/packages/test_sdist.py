"""The sdist: what builds the package without SWIG, what tests it, and nothing that was built; and a wheel for each."""

from email import message_from_bytes

import pytest
from packaging.utils import parse_wheel_filename
from support import ROOT, VERSION, WHEELS, pythons, sdist_files

MADE = {"PKG-INFO", "setup.cfg", "bindings/python/httpstatus_wrap.c"}


def test_a_wheel_for_each_cpython() -> None:
    found = sorted(tag.interpreter for wheel in WHEELS for tag in parse_wheel_filename(wheel.name)[3])
    assert sorted(set(found)) == sorted("cp" + version.replace(".", "") for version in pythons())


def test_says_who_it_is() -> None:
    fields = message_from_bytes(sdist_files()["PKG-INFO"])
    assert (fields["Name"], fields["Version"], fields["License-Expression"]) == ("httpstatus", VERSION, "MIT")


@pytest.mark.parametrize(
    "pattern",
    [
        "core/*.[ch]", "core/*/*.[ch]", "core/VERSION", "core/registry/*", "core/generate/**/*.py", "swig/*.i",
        "bindings/python/*.[ch]", "bindings/python/backend.py", "python/httpstatus/*.py", "python/httpstatus/*.pyi",
        "python/httpstatus/_*/*.py", "python/httpstatus/py.typed", "tests/languages/python/*",
        "tests/languages/python/typed/*",
        "tests/contract/vectors/*.tsv", "tests/contract/facts/*.tsv", "tests/contract/pickles/*",
        "docs/man/httpstatus.1", "pyproject.toml", "setup.py", "LICENSE", "README.md", "CHANGELOG.md",
    ],
)  # fmt: skip
def test_has(pattern: str) -> None:
    """What the checkout has, as it has it."""
    paths = [path for path in ROOT.glob(pattern) if path.is_file()]
    assert paths
    for path in paths:
        assert sdist_files().get(path.relative_to(ROOT).as_posix()) == path.read_bytes(), path


def test_has_what_swig_made() -> None:
    assert b"SwigMethods" in sdist_files()["bindings/python/httpstatus_wrap.c"]


def test_has_nothing_else() -> None:
    """Each file is one of the checkout, or one that setuptools or SWIG has made."""
    for name in sdist_files():
        assert name in MADE or name.startswith("python/httpstatus.egg-info/") or (ROOT / name).is_file(), name
        assert not name.endswith((".so", ".o", ".pyc", ".pyd", ".whl")), name
        assert not name.startswith(("build/", ".git", "bindings/lua/", "lua/")), name
