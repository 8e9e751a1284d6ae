"""Loading the submodules that httpstatus makes lazily (bindings/python/lazy.c)."""

from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from threading import RLock
from types import ModuleType

import httpstatus

_lock = RLock()
_loading: set[str] = set()


def load(module: ModuleType, attribute: str) -> None:
    """Run the module's file in it and make it an ordinary module; threads that come at the same time wait."""
    name = module.__name__
    with _lock:
        if type(module) is ModuleType:
            return
        if name in _loading:  # its own code asks for what it has not defined
            raise AttributeError(f"module {name!r} has no attribute {attribute!r}")
        spec = PathFinder.find_spec(name, httpstatus.__path__)
        if spec is None or spec.loader is None:
            raise AttributeError(f"module {name!r} cannot be found")
        _loading.add(name)
        try:
            vars(module).update(vars(module_from_spec(spec)))
            spec.loader.exec_module(module)
            module.__class__ = ModuleType
        finally:
            _loading.discard(name)
