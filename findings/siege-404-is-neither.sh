#!/bin/sh
# siege 4.0.7 (Debian 12): a 404 is available, not successful and not failed; a 302 is two transactions
#
# Ten requests whose answer is 404, 600 or 999 give "Availability 100 %" with 0 successful and 0 failed transactions.
# Only 5xx counts as failed. Ten requests that are redirected once count as twenty. So an availability from siege says
# nothing about 4xx, and a transaction rate is not a request rate where redirects occur.
# What it means for you: count the status codes from the server's own log after a load test.
#
# Output:
#   200: 10 hits, availability 100.00 %, successful 10, failed 0
#   302: 20 hits, availability 100.00 %, successful 20, failed 0
#   404: 10 hits, availability 100.00 %, successful 0, failed 0
#   503: 0 hits, availability 0.00 %, successful 0, failed 10
#   600: 10 hits, availability 100.00 %, successful 0, failed 0
. "$(dirname "$0")/lib.sh"
debian_packages siege=4.0.7-1+b1
cat > server.py << 'END'
import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(self.path[1:]), "Test")
        self.send_header("Location", "/200")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open("port", "w") as file:
    print(server.server_port, file=file)
server.serve_forever()
END
python3 server.py &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
while ! [ -s port ]; do sleep 0.1; done
export HOME="$folder"
mkdir -p .siege
: > siege.rc
for code in 200 302 404 503 600; do
  debian/usr/bin/siege --benchmark --concurrent=1 --reps=10 --rc=siege.rc \
    "http://127.0.0.1:$(cat port)/$code" > out 2>&1 || true
  awk -v code="$code" -F '[:\t ]+' '
    /^Transactions/ { hits = $2 } /^Availability/ { availability = $2 }
    /^Successful/ { good = $3 } /^Failed/ { bad = $3 }
    END { printf "%s: %s hits, availability %s %%, successful %s, failed %s\n", code, hits, availability, good, bad }' out
done | expect
