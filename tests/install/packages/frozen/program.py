"""A program to be frozen: with arguments it is the command, and without it tries what the extension loads late."""

import sys

import httpstatus
from httpstatus import HTTPStatus, StatusSet, lookup
from httpstatus.__main__ import main

if len(sys.argv) > 1:
    sys.exit(main())
print(httpstatus.__file__)
print(HTTPStatus(404).phrase, HTTPStatus.from_code(520), repr(HTTPStatus.GONE), 404 in StatusSet("4xx"))
print(lookup(499).origin, httpstatus.vendors.Nginx.CLIENT_CLOSED_REQUEST)
print(httpstatus.tally_log(b"200\n404\n404\n"))
print(httpstatus.smtp.parse("550 5.1.1 User unknown"))
print(httpstatus.grpc.to_http(5), httpstatus.iis.substatus("404.13"), httpstatus.warning.lookup(110))
print(httpstatus.websocket.lookup(1006))
