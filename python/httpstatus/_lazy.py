"""Loading the submodules that httpstatus makes lazily (bindings/python/lazy.c)."""

import os
import sys
from importlib.util import module_from_spec
from threading import RLock
from types import ModuleType

import httpstatus

# By process: in a child of fork() nobody loads anything, whatever another thread was doing.
_locks: dict[int, RLock] = {}
_loading: set[tuple[int, str]] = set()


def load(module: ModuleType) -> None:
    """Run the module's file in it and make it an ordinary module; threads that come at the same time wait."""
    process, name = os.getpid(), module.__name__
    with _locks.setdefault(process, RLock()):
        if type(module) is ModuleType or (process, name) in _loading:  # in the second case, its own code asks
            return
        # Every finder is asked, as by an import: programs that are frozen may bring one of their own.
        finders = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
        specs = (finder.find_spec(name, httpstatus.__path__) for finder in finders)
        spec = next((each for each in specs if each is not None), None)
        if spec is None or spec.loader is None:
            raise AttributeError(f"module {name!r} cannot be found")
        _loading.add((process, name))
        try:
            vars(module).update(vars(module_from_spec(spec)))
            spec.loader.exec_module(module)
            module.__class__ = ModuleType
        finally:
            _loading.discard((process, name))
