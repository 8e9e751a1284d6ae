"""Write the type stubs of the Python package."""

from load import Registry


def emit_stub(registry: Registry) -> str:
    return ""


def emit_vendors_stub(registry: Registry) -> str:
    return ""
