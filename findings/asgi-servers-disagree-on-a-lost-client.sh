#!/bin/sh
# Hypercorn 0.18.0 logs a request twice if the client leaves early; uvicorn and daphne do not log it, granian logs 200
#
# Three clients send a request and close the connection before the application answers. Hypercorn writes two lines for
# each: one with "-" in place of the status when the client leaves, and one with the application's 200 when the response
# is ready. granian 2.8.9 writes the 200 alone, as if it had been received. uvicorn 0.54.0 and daphne 4.2.3 write nothing.
# What it means for you: with Hypercorn, the number of lines is not the number of requests. None of these logs counts
# what nginx in front of the same application logs as 499.
#
# Output:
#   hypercorn: 3 requests, 6 lines: 3 with -, 3 with 200
#   granian: 3 requests, 3 lines: 0 with -, 3 with 200
#   uvicorn: 3 requests, 0 lines: 0 with -, 0 with 200
#   daphne: 3 requests, 0 lines: 0 with -, 0 with 200
. "$(dirname "$0")/lib.sh"
python_packages hypercorn==0.18.0 granian==2.8.9 uvicorn==0.54.0 daphne==4.2.3
cat > program.py << 'END'
import asyncio


async def app(scope, receive, send):
    while scope["type"] == "lifespan":
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return
    await asyncio.sleep(1)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})
END
cat > clients.py << 'END'
import socket
import sys
import time

address = ("127.0.0.1", int(sys.argv[1]))
for _ in range(300):
    try:
        socket.create_connection(address).close()
        break
    except OSError:
        time.sleep(0.1)
for number in range(3):
    with socket.create_connection(address) as client:
        client.sendall(b"GET /%d HTTP/1.1\r\nHost: localhost\r\n\r\n" % number)
        time.sleep(0.3)
time.sleep(2)
END
serve() {
  name=$1
  shift
  port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$folder/python/bin/$name" program:app "$@$port" > "$name.log" 2>&1 &
  server=$!
  "$python" clients.py "$port"
  kill "$server"
  wait "$server" || true
  grep '"GET /[012]' "$name.log" > lines || true
  echo "$name: 3 requests, $(grep -c . lines) lines: $(grep -c '" - ' lines) with -, $(grep -c '" 200 ' lines) with 200"
}
{
  serve hypercorn --access-logfile - --bind=127.0.0.1:
  serve granian --interface asgi --access-log --port=
  serve uvicorn --port=
  serve daphne --access-log - --port=
} | expect
