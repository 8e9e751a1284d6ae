"""Write lua/httpstatus/meta.lua, the annotations for LuaLS."""

from load import Registry


def emit_meta(registry: Registry) -> str:
    return ""
