"""The extension module, and the README for PyPI; everything else about the package is in pyproject.toml."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

WRAPPER = Path("bindings/python/httpstatus_wrap.c")
INTERFACES = [*sorted(Path("swig").glob("*.i")), Path("core/httpstatus.h")]


def description() -> str:
    """The README with links that lead somewhere from PyPI's page too: to the files of this version."""
    found = re.search(r'^Homepage = "(.+)"$', Path("pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    version = Path("core/VERSION").read_text(encoding="utf-8").strip()
    text = Path("README.md").read_text(encoding="utf-8")
    text = re.sub(r"(!\[[^]]*]\()(?!https?:)", rf"\g<1>{found[1]}/raw/v{version}/", text)
    return re.sub(r"(]\()(?!https?:|#)", rf"\g<1>{found[1]}/blob/v{version}/", text)


def generate_wrapper() -> None:
    """Run SWIG where its output is missing or older than what it is made from. The sdist's is taken as it is: what
    unpacks it need not keep times, and whatever SWIG the user has stays out of it."""
    if WRAPPER.exists() and (
        Path("PKG-INFO").exists() or all(WRAPPER.stat().st_mtime >= path.stat().st_mtime for path in INTERFACES)
    ):
        return
    swig = shutil.which("swig")
    if swig is None:
        sys.exit("httpstatus: a checkout needs SWIG 4.1 or later: pip install swig, or your system's package")
    options = ["-python", "-noproxy", "-interface", "_swig", "-Icore", "-Wall", "-Werror"]
    subprocess.run([swig, *options, "-o", str(WRAPPER), "swig/python.i"], check=True)


class BuildExtension(build_ext):
    def run(self) -> None:
        generate_wrapper()
        super().run()

    def build_extensions(self) -> None:
        """Options by compiler, which is known only now. MSVC optimises by default, and hides what is not exported."""
        for extension in self.extensions:
            if self.compiler.compiler_type == "msvc":
                extension.extra_compile_args = ["/std:c11", "/utf-8"]
            else:
                extension.extra_compile_args = ["-O2", "-fvisibility=hidden"]
        super().build_extensions()


class SourceDistribution(sdist):
    def run(self) -> None:
        generate_wrapper()
        super().run()


INCLUDED = [WRAPPER, Path("core/status.c")]  # by module.c
FOLDERS = ("core", "core/*", "bindings/python")


def files(suffix: str) -> list[Path]:
    return sorted(path for folder in FOLDERS for path in Path().glob(f"{folder}/*{suffix}"))


setup(
    long_description=description(),
    long_description_content_type="text/markdown",
    cmdclass={"build_ext": BuildExtension, "sdist": SourceDistribution},
    ext_modules=[
        Extension(
            "httpstatus.__init__",
            [str(path) for path in files(".c") if path not in INCLUDED],
            include_dirs=["core", "bindings/python"],
            define_macros=[("HTTPSTATUS_EMBEDDED", None)],
            depends=[str(path) for path in files(".h") + INCLUDED],
            # Fewer segments to map: 30 of the 100 us that loading takes (measured on Linux).
            extra_link_args=["-Wl,-z,noseparate-code"] if sys.platform == "linux" else [],
        )
    ],
)
