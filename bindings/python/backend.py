"""setuptools' build backend, which asks for SWIG in a checkout that has none on its path; the sdist needs no SWIG."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.build_meta import *  # noqa: F403


def _swig() -> list[str]:
    return [] if Path("PKG-INFO").exists() or shutil.which("swig") else ["swig>=4.1"]


def get_requires_for_build_wheel(config_settings: dict | None = None) -> list[str]:
    return _swig()


def get_requires_for_build_editable(config_settings: dict | None = None) -> list[str]:
    return _swig()


def get_requires_for_build_sdist(config_settings: dict | None = None) -> list[str]:
    return _swig()
