#!/bin/sh
# CacheControl 0.14 (the cache of pip and of many API clients on requests): max-age counts for six status codes only
#
# RFC 9111, section 3, lets a cache store a final response with any status code that it understands if the response has
# explicit freshness. CacheControl stores 200, 203, 300, 301 and 308 with "Cache-Control: max-age=600" (501 is in its
# list but not stored), and asks the server again for each 204, 302, 307, 404, 410, 414 or 451, whatever max-age says.
# What it means for you: pass cacheable_status_codes= to the controller if negative answers shall be cached.
#
# Output:
#   cached: 200 203 300 301 308
#   asked again: 204 302 307 404 405 410 414 451 501
. "$(dirname "$0")/lib.sh"
python_packages cachecontrol==0.14.4 requests==2.34.2
"$python" -W ignore - << 'END' | expect
import http.server
import threading

import requests
from cachecontrol import CacheControl


class Handler(http.server.BaseHTTPRequestHandler):
    count = 0

    def do_GET(self):
        Handler.count += 1
        self.send_response(int(self.path[1:]))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
found = {1: [], 2: []}
for code in (200, 203, 204, 300, 301, 302, 307, 308, 404, 405, 410, 414, 451, 501):
    session = CacheControl(requests.Session())
    Handler.count = 0
    for _ in range(2):
        session.get(f"http://127.0.0.1:{server.server_port}/{code}", allow_redirects=False)
    found[Handler.count].append(code)
print("cached:", *found[1])
print("asked again:", *found[2])
END
