"""Write docs/registry.md."""

from load import Registry


def emit_registry(registry: Registry) -> str:
    return ""
