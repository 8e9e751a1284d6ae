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
    return names


__all__ = []
for _id in origins():
    _origin = origin(_id)
    _enum = IntEnum(_origin.class_name, _names(_id), module=__name__)
    _enum.__doc__ = f"The codes of {_origin.name}."
    globals()[_origin.class_name] = _enum
    __all__.append(_origin.class_name)
del _id, _origin, _enum
