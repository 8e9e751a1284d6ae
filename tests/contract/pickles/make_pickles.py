#!/usr/bin/env python3
"""Write what this Python pickles of every public type, in each protocol, to tests/contract/pickles.

It runs on each CPython once, for a release whose pickles are to be kept for good; test_pickles.py reads them all on
each. What was committed stays as it is: users have such pickles in their files and queues.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any

import httpstatus
from httpstatus import HTTPStatus, StatusClass, StatusSet, Tally, vendors

HERE = Path(__file__).resolve().parent
PROTOCOLS = range(2, 6)
W3C = b"#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n-\n"


def objects() -> dict[str, Any]:
    """One object, or some, of every public type; the names are the contract between this file and the test."""
    return {
        "HTTPStatus": [HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.IM_A_TEAPOT, HTTPStatus["REQUEST_URI_TOO_LONG"]],
        "HTTPStatus, unlisted": [HTTPStatus.from_code(code) for code in (299, 520, 999)],
        "HTTPStatus, the class": HTTPStatus,
        "StatusClass": list(StatusClass),
        "StatusSet": [StatusSet(), StatusSet("2xx,301-308,!304"), StatusSet([0, 999]), ~StatusSet()],
        "Tally": [Tally(), Tally({200: 3, 404: 2**63}, skipped=7), httpstatus.tally_log(W3C)],
        "Meaning": httpstatus.lookup(218),
        "Header": httpstatus.lookup(401).headers[0],
        "Rule": httpstatus.lookup(401).rules[0],
        "Origin": httpstatus.origin("nginx"),
        "StatusLine": httpstatus.parse_status_line("HTTP/1.1 404 Not Found"),
        "WarningCode": httpstatus.warning.lookup(110),
        "WarningValue": httpstatus.warning.parse('110 - "a" "Sat, 25 Aug 2012 23:34:45 GMT", 214 b "c"'),
        "ReplyCode": httpstatus.smtp.reply(250),
        "EnhancedCode": httpstatus.smtp.enhanced("5.1.1"),
        "Reply": [httpstatus.smtp.parse("550 5.1.1 User unknown"), httpstatus.smtp.parse("299 x")],
        "Pairing": httpstatus.smtp.pairings()[0],
        "Situation": httpstatus.smtp.situations()[0],
        "Entry": httpstatus.websocket.lookup(1006),
        "System": httpstatus.systems.system("websocket"),
        "SubStatus": httpstatus.iis.substatus("404.13"),
        "ErrorCode": httpstatus.cloudflare.error(1020),
        "StatusCode": httpstatus.grpc.codes()[5],
        "Map": httpstatus.grpc.maps()[0],
        "Policy": httpstatus.retry.policy("curl"),
        "vendors": [vendors.Iana.CONTINUE, vendors.Nginx.NO_RESPONSE, vendors.AwsElb.GOAWAY_SENT],
        "UnknownStatusError": httpstatus.UnknownStatusError("520 is not known"),
    }


def main() -> None:
    version = "{}.{}".format(*sys.version_info[:2])
    for protocol in PROTOCOLS:
        path = HERE / f"cpython-{version}-protocol-{protocol}.pickle"
        path.write_bytes(pickle.dumps(objects(), protocol))
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
