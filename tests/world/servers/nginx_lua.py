"""The nginx of docs/examples/nginx, which runs Lua: the very files of the example, on ports of the test."""

from __future__ import annotations

import contextlib
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import httpstatus
import pytest
from httpstatus import StatusSet
from nginx_server import SAID, Nginx, free_ports, user_directive
from programs import HERE, PATIENCE
from prometheus_client.parser import text_string_to_metric_families

EXAMPLE = HERE.parents[2] / "docs" / "examples" / "nginx"
# tests/world/servers/nginx_lua.sh makes it: Debian's packages, unpacked, and the rock.
BUILT = HERE.parents[2] / "build" / "nginx-lua"
WORKERS = 2
REDIRECTIONS = StatusSet("301-303,307,308")  # for which nginx wants to know where to
PORTS = {"plain": "127.0.0.1:8080", "pages": "127.0.0.1:8081"}  # as the example has them

# Beside say/CODE: an error that nothing explains, from here, and from a server behind, which is explained or passed on;
# an answer that no class has; a request that its client leaves; the log's handler until it is
# hot; and the worker's own number.
LOCATIONS = """
location /bare {{ error_page 400 /none; return 520; }}
location /behind {{ proxy_pass http://127.0.0.1:{0}/bare; proxy_intercept_errors on; }}
location /through {{ proxy_pass http://127.0.0.1:{0}/bare; }}
location /left {{ proxy_pass http://127.0.0.1:{1}; }}
location /odd {{ content_by_lua_block {{ ngx.status = 999; ngx.say "odd" }} }}
location /hot {{
  content_by_lua_block {{
    ngx.status = 200
    for _ = 1, 1000 do require("responses").count() end
  }}
}}
location /worker {{ content_by_lua_block {{ ngx.say(ngx.worker.pid()) }} }}
"""


def path_of_modules(*folders: Path) -> str:
    return "".join(f"{folder}/?.lua;{folder}/?/init.lua;" for folder in folders) + ";"


class Answer(NamedTuple):
    code: int
    reason: str
    type: str | None
    body: str


class LuaNginx(Nginx):
    """nginx with the Lua module. say/CODE answers with a code; Lua's traces go to files trace.*."""

    def __init__(self, folder: Path, certificates: Path) -> None:
        super().__init__(folder, certificates)
        root = BUILT / "root"
        (library,) = root.glob("usr/lib/*/libluajit-5.1.so.2")
        modules = root / "usr/lib/nginx/modules"
        self.directives = (
            f"load_module {modules}/ndk_http_module.so; load_module {modules}/ngx_http_lua_module.so;"
            f"daemon off; pid nginx.pid; {user_directive()}"
        )
        (jit,) = root.glob("usr/share/luajit-2.1*")
        self.environment.update(
            LD_LIBRARY_PATH=f"{library.parent}:{root}/lib/{library.parent.name}",
            LUA_PATH=path_of_modules(BUILT / "rocks/share/lua/5.1", root / "usr/share/lua/5.1", jit),
            LUA_CPATH=f"{BUILT}/rocks/lib/lua/5.1/?.so;{library.parent}/lua/5.1/?.so;;",
        )
        shutil.copy(EXAMPLE / "responses.lua", folder)
        (folder / "locations").mkdir()

    def _configure(self) -> None:
        self.ports = free_ports(PORTS)
        text = (EXAMPLE / "nginx.conf").read_text()
        changes = {shown: f"127.0.0.1:{self.ports[name]}" for name, shown in PORTS.items()}
        changes["error_log error.log;"] = "error_log error.log notice;"
        traced = f'init_worker_by_lua_block {{ require("jit.v").on("{self.folder}/trace." .. ngx.worker.pid()) }}'
        changes["http {"] = f"http {{ {traced}"
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (self.folder / "nginx.conf").write_text(text)
        lines = [f"location = /say/{code} {{ return {code} {'/' * (code in REDIRECTIONS)}; }}\n" for code in SAID]
        lines.append(LOCATIONS.format(self.ports["plain"], self.upstream.port))
        (self.folder / "locations" / "test.conf").write_text("".join(lines))

    def visit(self, path: str, **headers: str) -> Answer:
        client = HTTPConnection("127.0.0.1", self.ports["plain"], timeout=PATIENCE)
        with contextlib.closing(client):
            client.request("GET", path, headers={"Connection": "close", **headers})
            response = client.getresponse()
            return Answer(response.status, response.reason, response.headers["Content-Type"], response.read().decode())

    @property
    def error_log(self) -> str:
        return (self.folder / "error.log").read_text()

    def reload(self) -> None:
        """Have nginx read its configuration anew; returns when every worker of before has ended."""
        assert self._process is not None
        self.visit("/metrics")  # nginx listens before it heeds signals, and might miss one
        ended = self.error_log.count("exited with code 0") + WORKERS
        self._process.send_signal(signal.SIGHUP)
        self._wait(lambda: self.error_log.count("exited with code 0") >= ended, "ended its workers")

    def counts(self, total: int) -> dict[str, Counter[str]]:
        """What /metrics has by class and by code when it has counted so many: nginx counts behind its client's back."""
        found: dict[str, Counter[str]] = {}

        def all_counted() -> bool:
            for family in text_string_to_metric_families(self.visit("/metrics").body):
                label = {"nginx_responses": "class", "nginx_responses_by_code": "code"}[family.name]
                found[label] = Counter({sample.labels[label]: int(sample.value) for sample in family.samples})
                for sample in family.samples:
                    check_labels(sample.labels)
            return found["class"].total() >= total

        self._wait(all_counted, f"counted {total} responses")
        return found

    @staticmethod
    def _wait(done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                pytest.fail(f"nginx has not {what}")
            time.sleep(0.01)


def check_labels(labels: Mapping[str, str]) -> None:
    """Of a code: its class, and what it means."""
    if "code" in labels:
        code = int(labels["code"])
        meaning = httpstatus.lookup(code) if httpstatus.is_known(code) else None
        assert labels["class"] == httpstatus.label(code)
        assert labels["reason"] == (meaning.phrase if meaning else "")
