"""drift.py CHECKOUT LOGS: print which releases in the virtual environments of CHECKOUT are not the locked ones, and
which of the targets that ran there have failed; fail if one has."""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

UNLOCKED = {"pip", "setuptools", "wheel", "httpstatus"}  # what an environment has of itself, and what is tested
FAILURE = re.compile(r"^(?:FAILED|ERROR|[A-Z]{1,4}\d{3}) .*|^.*(?<!-)\berrors?\b(?!-).*|^make.*[*]{3} .*", re.MULTILINE)


def locked(lock: Path, version: str) -> dict[str, str]:
    """The versions that a lock has for a version of Python, by the name of the package."""
    minor = ".".join(version.split(".")[:2])
    environment = {**default_environment(), "python_version": minor, "python_full_version": version}
    found = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.removesuffix("\\").strip())
            if requirement.marker is None or requirement.marker.evaluate(environment):
                found[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return found


def installed(environment: Path) -> dict[str, str]:
    (packages,) = environment.glob("lib/python*/site-packages")
    return {canonicalize_name(each.metadata["Name"]): each.version for each in distributions(path=[str(packages)])}


def drift(checkout: Path) -> dict[tuple[str, str, str], list[str]]:
    """The environments that have a package, a locked version and a newer one."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for stamp in sorted(checkout.glob("build/venv-*/requirements")):
        environment = stamp.parent
        asked = stamp.read_text(encoding="utf-8").splitlines()[1]
        if not asked:
            continue
        settings = (environment / "pyvenv.cfg").read_text(encoding="utf-8")
        version = re.search(r"^version *= *([\d.]+)", settings, re.MULTILINE)
        assert version
        wanted = locked(checkout / asked.replace(".in", ".txt"), version[1])
        newest = installed(environment)
        for name in sorted(wanted.keys() | newest.keys() - UNLOCKED):
            pair = (wanted.get(name, "none"), newest.get(name, "none"))
            if pair[0] != pair[1]:
                found.setdefault((name, *pair), []).append(environment.name.removeprefix("venv-"))
    return found


def main(checkout: Path, logs: Path) -> int:
    rows = [("package", "locked", "newest", "in")]
    rows += [(*key, ", ".join(places)) for key, places in sorted(drift(checkout).items())]
    print(f"\n{len(rows) - 1} packages have drifted from the locks.")
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows if len(rows) > 1 else ():
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))
    targets = sorted(logs.glob("*.status"))
    failed = [path.with_suffix("") for path in targets if path.read_text(encoding="utf-8").strip() != "0"]
    print(f"\n{len(targets) - len(failed)} of {len(targets)} targets have passed.")
    for log in failed:
        print(f"{log.name} has failed, see {log}:")
        for failure in FAILURE.findall(log.read_text(encoding="utf-8", errors="replace"))[-10:]:
            print(f"  {failure}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
