"""What well-known clients repeat by themselves; they disagree, so each is named with its version."""

from httpstatus import UnknownStatusError
from httpstatus._private import record_type, rows, shown

Policy = record_type("httpstatus.retry.Policy")

__all__ = ["Policy", "clients", "policies", "policy"]


def policies():
    """Every Policy: a tuple, by id."""
    return rows("httpstatus.retry.Policy")


def policy(id):
    """The Policy of a client.

    id: str, such as "curl". UnknownStatusError for another one, with those that there are.
    """
    for each in policies():
        if each.id == id:
            return each
    raise UnknownStatusError(f"{shown(id)} is no known client; there are {', '.join(each.id for each in policies())}")


def clients(code):
    """The ids of the clients that repeat a request after this code: a tuple of str. code: any int."""
    return tuple(each.id for each in policies() if code in each.codes)
