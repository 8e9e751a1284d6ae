"""Where the packages are, and what the checkout says that they must be."""

import subprocess
import tarfile
import zipfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
DIST = ROOT / "build" / "dist"
VERSION = (ROOT / "core" / "VERSION").read_text().strip()
SDIST = DIST / f"httpstatus-{VERSION}.tar.gz"
WHEELS = sorted(DIST.glob("*.whl"))


@cache
def sdist_files() -> dict[str, bytes]:
    """The files of the sdist, without its leading folder."""
    with tarfile.open(SDIST) as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        return {name.partition("/")[2]: file.read() for name, file in files.items() if file is not None}


@cache
def wheel_files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def dist_info(wheel: Path, name: str) -> bytes:
    return wheel_files(wheel)[f"httpstatus-{VERSION}.dist-info/{name}"]


@cache
def pythons() -> dict[str, str]:
    """The CPythons of this machine by version: 3.10, ..."""
    found = subprocess.run([ROOT / "tests/tools/pythons.sh"], capture_output=True, text=True, check=True).stdout.split()
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return {
        subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip(): python
        for python in found
    }
