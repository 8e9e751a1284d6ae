#!/bin/sh
# requests 2.34.2 and urllib3 2.8.0: the response to a request is 103, ok, and empty if the server sends Early Hints
#
# A server may send interim responses before the final one (RFC 9110, section 15.2; RFC 8297). http.client, seen in
# CPython 3.10 to 3.13, passes over 100 alone: it takes any other interim response for the final one, and the 200 behind it
# is never read. requests and urllib3 return 103 without content, and response.ok is true; urllib.request raises
# HTTPError. httpx 0.28.1 and aiohttp 3.14.5 return the 200.
# What it means for you: send 103 only to clients that you know, and test for the code that you expect instead of
# response.ok.
#
# Output:
#   http.client: 103, 0 bytes
#   urllib.request: HTTPError 103
#   urllib3 2.8.0: 103, 0 bytes
#   requests 2.34.2: 103, ok True, 0 bytes
#   httpx 0.28.1: 200, 2 bytes
#   aiohttp 3.14.5: 200, 2 bytes
. "$(dirname "$0")/lib.sh"
python_packages requests==2.34.2 urllib3==2.8.0 httpx==0.28.1 aiohttp==3.14.5
"$python" - << 'END' | expect
import asyncio
import http.client
import socket
import threading
import urllib.error
import urllib.request

import aiohttp
import httpx
import requests
import urllib3

ANSWER = (
    b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
)
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
url = f"http://127.0.0.1:{port}/"


def serve():
    while True:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(ANSWER)


threading.Thread(target=serve, daemon=True).start()

connection = http.client.HTTPConnection("127.0.0.1", port)
connection.request("GET", "/")
found = connection.getresponse()
print(f"http.client: {found.status}, {len(found.read())} bytes")
try:
    urllib.request.urlopen(url)
except urllib.error.HTTPError as error:
    print(f"urllib.request: HTTPError {error.code}")
found = urllib3.request("GET", url)
print(f"urllib3 {urllib3.__version__}: {found.status}, {len(found.data)} bytes")
found = requests.get(url)
print(f"requests {requests.__version__}: {found.status_code}, ok {found.ok}, {len(found.content)} bytes")
found = httpx.get(url)
print(f"httpx {httpx.__version__}: {found.status_code}, {len(found.content)} bytes")


async def ask():
    async with aiohttp.ClientSession() as session, session.get(url) as found:
        print(f"aiohttp {aiohttp.__version__}: {found.status}, {len(await found.read())} bytes")


asyncio.run(ask())
END
