"""The extension module; everything else about the package is in pyproject.toml."""

import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

WRAPPER = Path("bindings/python/httpstatus_wrap.c")
INTERFACES = [Path("swig/python.i"), Path("swig/httpstatus.i"), Path("core/httpstatus.h")]


def generate_wrapper() -> None:
    """Run SWIG where its output is missing or older than what it is made from; the sdist has it, and no checkout."""
    if not all(path.exists() for path in INTERFACES):
        return
    if WRAPPER.exists() and all(WRAPPER.stat().st_mtime >= path.stat().st_mtime for path in INTERFACES):
        return
    swig = shutil.which("swig")
    if swig is None:
        if WRAPPER.exists():
            return
        sys.exit("httpstatus: a checkout needs SWIG 4.1 or later: pip install swig, or your system's package")
    options = ["-python", "-noproxy", "-interface", "_swig", "-Icore", "-Wall", "-Werror"]
    subprocess.run([swig, *options, "-o", str(WRAPPER), "swig/python.i"], check=True)


class BuildExtension(build_ext):
    def run(self) -> None:
        generate_wrapper()
        super().run()


class SourceDistribution(sdist):
    def run(self) -> None:
        generate_wrapper()
        super().run()


INCLUDED = [WRAPPER, Path("core/status.c")]  # by module.c
sources = sorted(
    str(path) for folder in ("core", "bindings/python") for path in Path(folder).glob("*.c") if path not in INCLUDED
)

setup(
    cmdclass={"build_ext": BuildExtension, "sdist": SourceDistribution},
    ext_modules=[
        Extension(
            "httpstatus.__init__",
            sources,
            include_dirs=["core", "bindings/python"],
            define_macros=[("HTTPSTATUS_EMBEDDED", None)],
            depends=[str(path) for folder in ("core", "bindings/python") for path in Path(folder).glob("*.h")]
            + [str(path) for path in INCLUDED],
            extra_compile_args=[] if sys.platform == "win32" else ["-O2", "-fvisibility=hidden"],
            # Fewer segments to map: 30 of the 100 us that loading takes (measured on Linux).
            extra_link_args=["-Wl,-z,noseparate-code"] if sys.platform == "linux" else [],
        )
    ],
)
