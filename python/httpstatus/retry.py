"""What well-known clients retry automatically. Clients disagree, so each policy names its client and version."""

from httpstatus import UnknownStatusError, label
from httpstatus._private import not_listed, record_type, rows, shown

Policy = record_type("httpstatus.retry.Policy")

__all__ = ["Policy", "clients", "policies", "policy"]


def policies():
    """Return all policies, in the order of their ids."""
    return rows("httpstatus.retry.Policy")


def policy(id):
    """Return the policy of a client.

    id: str, such as "curl". Raises UnknownStatusError, with the known ids, for an unknown one.
    """
    for each in policies():
        if each.id == id:
            return each
    raise UnknownStatusError(not_listed("retry policy", shown(id), "httpstatus.retry.policies()"))


def clients(code):
    """Return the ids of the clients that retry a request after this code.

    code: any integer. Raises TypeError if code is not an integer.
    """
    label(code)  # raises the error
    return tuple(each.id for each in policies() if code in each.codes)
