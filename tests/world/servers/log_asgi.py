"""An application for uvicorn and granian: it answers with the code in the path, or waits until the client goes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def app(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    if scope["type"] != "http":
        return
    name = scope["path"].rpartition("/")[2]
    if name == "slow":
        while (await receive())["type"] != "http.disconnect":
            await asyncio.sleep(0)
        return
    if name == "broken":
        raise RuntimeError("as told")
    code = int(name) if name.isdigit() else 404
    body = b"" if code in (204, 304) else b"hello"
    headers = [(b"content-length", b"%d" % len(body))] if body else []
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": body})
