"""One IntEnum per origin, named by Origin.class_name: Nginx.CLIENT_CLOSED_REQUEST == 499.

A name that an origin gives to two codes carries the second one's number; two names for one code are aliases.
"""

from enum import IntEnum

import httpstatus
from httpstatus import StatusClass, UnknownStatusError, lookup, origin, origins, registry


class _Vendor(IntEnum):
    """What the members of each enum have besides their name and value."""

    @property
    def phrase(self) -> str:
        """The origin's own phrase, "" if it gives none."""
        return lookup(self, _ids[type(self).__name__]).phrase

    @property
    def description(self) -> str:
        """A sentence or two for anyone."""
        return lookup(self, _ids[type(self).__name__]).explanation

    @property
    def status_class(self) -> StatusClass | None:
        """The class of the code, None outside 100..599."""
        return httpstatus.status_class(self)

    @property
    def is_informational(self) -> bool:
        """Whether the code is 100..199."""
        return httpstatus.is_informational(self)

    @property
    def is_success(self) -> bool:
        """Whether the code is 200..299."""
        return httpstatus.is_success(self)

    @property
    def is_redirection(self) -> bool:
        """Whether the code is 300..399."""
        return httpstatus.is_redirection(self)

    @property
    def is_client_error(self) -> bool:
        """Whether the code is 400..499."""
        return httpstatus.is_client_error(self)

    @property
    def is_server_error(self) -> bool:
        """Whether the code is 500..599."""
        return httpstatus.is_server_error(self)

    @property
    def is_error(self) -> bool:
        """Whether the code is 400..599."""
        return httpstatus.is_error(self)


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
    enum = _Vendor(owner.class_name, _names(id), module=__name__)
    enum.__doc__ = f"The codes of {owner.name}."
    return enum


def __getattr__(name):
    """An origin's id in place of the name of its enum: vendors.nginx, vendors.aws_elb."""
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return _enums[origin(name.replace("_", "-")).class_name]
    except UnknownStatusError as error:
        raise AttributeError(str(error)) from None


_ids = {origin(id).class_name: id for id in origins()}
_enums = {name: _enum(id) for name, id in _ids.items()}
__all__ = list(_enums)  # pyright: ignore[reportUnsupportedDunderAll]: the stub has the names
globals().update(_enums)
