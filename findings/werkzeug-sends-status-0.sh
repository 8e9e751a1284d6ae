#!/bin/sh
# Werkzeug 3.1.9 (Flask 3.1.3): a status text that does not begin with a number and a blank is sent as status 0
#
# A view may return its status as text. "404 Gone away" and "404" mean 404. "404: gone away" and "Not Found" do not raise
# an error: the response has status_code 0 and goes out with the status line "HTTP/1.0 0 404: gone away", which clients
# refuse. In a test, `response.status_code < 400` is true for it.
# What it means for you: return numbers, and look for status 0 in the log of a Flask application.
#
# Output:
#   '404 Gone away': status_code 404, sent HTTP/1.0 404 Gone away
#   '404': status_code 404, sent HTTP/1.0 404 NOT FOUND
#   '404: gone away': status_code 0, sent HTTP/1.0 0 404: gone away
#   'Not Found': status_code 0, sent HTTP/1.0 0 Not Found
. "$(dirname "$0")/lib.sh"
python_packages Flask==3.1.3 Werkzeug==3.1.9
"$python" - << 'END' 2> server.log | expect
import socket
import threading

from flask import Flask
from werkzeug.serving import make_server

TEXTS = ["404 Gone away", "404", "404: gone away", "Not Found"]
app = Flask("finding")


@app.get("/<int:number>")
def view(number):
    return "text", TEXTS[number]


server = make_server("127.0.0.1", 0, app)
threading.Thread(target=server.serve_forever, daemon=True).start()
for number, text in enumerate(TEXTS):
    code = app.test_client().get(f"/{number}").status_code
    with socket.create_connection(("127.0.0.1", server.server_port)) as client:
        client.sendall(b"GET /%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % number)
        line = client.makefile("rb").readline().decode().strip()
    print(f"{text!r}: status_code {code}, sent {line}")
END
