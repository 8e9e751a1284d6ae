"""One IntEnum per origin, named by Origin.class_name: Nginx.CLIENT_CLOSED_REQUEST == 499.

A name that an origin gives to two codes carries the second one's number; two names for one code are aliases.
"""

from enum import IntEnum

from httpstatus import origin, origins, registry


def _names(id):
    names = {}
    for meaning in registry(id):
        name = meaning.name if meaning.name not in names else f"{meaning.name}_{meaning.code}"
        names[name] = meaning.code
    for meaning in registry(id):
        for former in meaning.former_names:
            names.setdefault(former, meaning.code)
    return names


def _enum(id):
    owner = origin(id)
    enum = IntEnum(owner.class_name, _names(id), module=__name__)
    enum.__doc__ = f"The codes of {owner.name}."
    return enum


_enums = {enum.__name__: enum for enum in map(_enum, origins())}
__all__ = list(_enums)  # pyright: ignore[reportUnsupportedDunderAll]: the stub has the names
globals().update(_enums)
