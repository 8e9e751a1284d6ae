"""Judge the examples of the registered codes: each is the head of a request and the head of its response."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..kinds import Fault, Finding
from .meanings import Entry, Files, found, is_default, meanings

LINES = 14  # of both heads together
REQUEST = re.compile(r"[A-Z]+ \S+ HTTP/\d\.\d")
RESPONSE = re.compile(r"HTTP/1\.1 (\d{3} \S.*)")
FIELD = re.compile(r"([A-Za-z0-9-]+): (\S.*)")
MULTI_STATUS = "207 Multi-Status"  # its content has the status lines of several resources
FOREIGN = re.compile(r"[\w-]+\.(?:com|net|org|io|dev)\b")  # RFC 2606 reserves names for examples
RESERVED = ("example.org", "example.com", "example.net")


def names(lines: list[str]) -> set[str]:
    return {line.partition(":")[0].lower() for line in lines}


def faults(entry: Entry) -> Iterator[Fault]:
    lines: list[str] = entry["example"]
    at = next((at for at, line in enumerate(lines) if line.startswith("HTTP/")), None)
    if at is None:
        yield Fault("the example has no response")
        return
    request, response = lines[1:at], [line for line in lines[at + 1 :] if not line.startswith("<")]
    content = [line for line in lines[at + 1 :] if line.startswith("<")]
    wanted = f"{entry['code']} {entry['phrase']}"
    if not REQUEST.fullmatch(lines[0]):
        yield Fault(f"the example begins with {lines[0]!r}, which is not a request line")
    status = RESPONSE.fullmatch(lines[at])
    said = status[1] if status else ""
    inside = any(f"HTTP/1.1 {wanted}<" in line for line in content)
    if said != wanted and not (said == MULTI_STATUS and inside):
        yield Fault(f"the example answers {lines[at]!r}, not 'HTTP/1.1 {wanted}'")
    for line in request + response:
        if not FIELD.fullmatch(line):
            yield Fault(f"the example has {line!r}, which is not a header field")
    if "host" not in names(request):
        yield Fault("the request of the example has no Host")
    for header in entry.get("headers", []):
        part = request if header["in"] == "request" else response
        always = header["when"].startswith("always") and header["need"] != "may"
        if always and header["name"].lower() not in names(part):
            yield Fault(f"the {header['in']} of the example has no {header['name']}, which {header['need']} be there")
    if "redirect" in entry.get("traits", []) and "location" not in names(response):
        yield Fault("the example redirects, and has no Location")
    bare = entry["code"] < 200 or entry["code"] == 204  # RFC 9110 8.6
    if bare and names(response) & {"content-length", "transfer-encoding"}:
        yield Fault("the response of the example has a length, and the code has no content")
    for host in FOREIGN.findall(" ".join(lines)):
        if host not in RESERVED:
            yield Fault(f"the example names {host}, which is not reserved for examples")
    if len(lines) > LINES:
        yield Fault(f"the example has {len(lines)} lines, more than {LINES}")


def check_examples(files: Files) -> Iterator[Finding]:
    """Every code that IANA registers has one, and no other code."""
    for stem, entry in meanings(files):
        registered = entry["origin"] == "iana" and is_default(entry)
        if registered and "example" not in entry:
            yield found(stem, entry, "has no example")
        elif not registered and "example" in entry:
            yield found(stem, entry, "has an example, and IANA does not register the code")
        elif registered:
            for fault in faults(entry):
                yield found(stem, entry, fault.message)


CHECKS = (check_examples,)
