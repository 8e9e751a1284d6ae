"""setuptools' build backend, which asks for SWIG only where the generated wrapper is missing: in a checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.build_meta import *  # noqa: F403

WRAPPER = Path(__file__).with_name("httpstatus_wrap.c")


def _swig() -> list[str]:
    return [] if WRAPPER.exists() or shutil.which("swig") else ["swig>=4.1"]


def get_requires_for_build_wheel(config_settings: dict | None = None) -> list[str]:
    return _swig()


def get_requires_for_build_editable(config_settings: dict | None = None) -> list[str]:
    return _swig()


def get_requires_for_build_sdist(config_settings: dict | None = None) -> list[str]:
    return _swig()
