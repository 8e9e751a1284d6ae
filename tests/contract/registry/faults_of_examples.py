"""Faults in the examples of the registered codes."""

from __future__ import annotations

from faults import Files, fault, meaning


@fault("4xx.toml: 404 iana NOT_FOUND: has no example")
def a_registered_code_has_no_example(files: Files) -> None:
    del meaning(files, 404)["example"]


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: has an example, and IANA does not register the code")
def a_vendor_code_has_an_example(files: Files) -> None:
    meaning(files, 499, "nginx")["example"] = meaning(files, 404)["example"]


@fault("4xx.toml: 404 iana NOT_FOUND: the example has no response")
def an_example_has_no_response(files: Files) -> None:
    meaning(files, 404)["example"] = ["GET / HTTP/1.1", "Host: example.org"]


@fault("4xx.toml: 404 iana NOT_FOUND: the example begins with 'GET /', which is not a request line")
def an_example_has_no_request(files: Files) -> None:
    meaning(files, 404)["example"][0] = "GET /"


@fault("4xx.toml: 404 iana NOT_FOUND: the example answers 'HTTP/1.1 404 Missing', not 'HTTP/1.1 404 Not Found'")
def an_example_has_another_phrase(files: Files) -> None:
    meaning(files, 404)["example"][2] = "HTTP/1.1 404 Missing"


@fault(
    "2xx.toml: 208 iana ALREADY_REPORTED: the example answers 'HTTP/1.1 207 Multi-Status', "
    "not 'HTTP/1.1 208 Already Reported'"
)
def an_example_of_several_states_lacks_its_own(files: Files) -> None:
    meaning(files, 208)["example"][-1] = "<D:status>HTTP/1.1 200 OK</D:status>"


@fault("4xx.toml: 404 iana NOT_FOUND: the example has 'Content Type: text/html', which is not a header field")
def an_example_has_a_line_of_another_form(files: Files) -> None:
    meaning(files, 404)["example"][3] = "Content Type: text/html"


@fault("4xx.toml: 404 iana NOT_FOUND: the request of the example has no Host")
def an_example_has_no_host(files: Files) -> None:
    del meaning(files, 404)["example"][1]


@fault("4xx.toml: 405 iana METHOD_NOT_ALLOWED: the response of the example has no Allow, which must be there")
def an_example_lacks_what_the_code_requires(files: Files) -> None:
    meaning(files, 405)["example"].remove("Allow: GET, HEAD, POST")


@fault("3xx.toml: 303 iana SEE_OTHER: the example redirects, and has no Location")
def an_example_redirects_nowhere(files: Files) -> None:
    meaning(files, 303)["example"].remove("Location: /orders/815")


@fault(
    "2xx.toml: 204 iana NO_CONTENT: the response of the example has a length, and the code has no content",
)
def an_example_has_content_that_the_code_forbids(files: Files) -> None:
    meaning(files, 204)["example"].append("Content-Length: 5")


@fault("4xx.toml: 404 iana NOT_FOUND: the example names host.com, which is not reserved for examples")
def an_example_names_somebody(files: Files) -> None:
    meaning(files, 404)["example"][1] = "Host: host.com"


@fault("4xx.toml: 404 iana NOT_FOUND: the example has 20 lines, more than 14")
def an_example_is_long(files: Files) -> None:
    meaning(files, 404)["example"] += [f"X-Field-{i}: 1" for i in range(15)]
