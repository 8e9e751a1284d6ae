"""Mistakes that type checkers have to find: every line that ends with "# wrong", and no other.

One that ends with "# wrong for pyright" is found by that checker only.
"""
# pyright: strict

import io

import httpstatus
from httpstatus import HTTPStatus, StatusClass, StatusSet, Tally
from typing_extensions import assert_never

httpstatus.phrase("404")  # wrong
httpstatus.phrase(404.0)  # wrong
httpstatus.phrase(None)  # wrong
httpstatus.phrase(code=404)  # wrong
httpstatus.phrase(413, edition="rfc9111")  # wrong
httpstatus.is_retryable(503, False)  # wrong
httpstatus.code(404)  # wrong
httpstatus.status_line("404")  # wrong
httpstatus.status_line(404, "reason")  # wrong
httpstatus.lookup("499")  # wrong
httpstatus.registry(standing="official")  # wrong
httpstatus.parse_status_line(404)  # wrong
httpstatus.tally("404")  # wrong
httpstatus.tally([404.0])  # wrong
httpstatus.tally_log(404)  # wrong
httpstatus.tally_log(io.StringIO("200"))  # wrong
print(httpstatus.nope)  # wrong
httpstatus.smtp.reply("550")  # wrong
httpstatus.smtp.enhanced(5.1)  # wrong
httpstatus.iis.substatus(404)  # wrong
httpstatus.grpc.to_http(5.0)  # wrong
print(HTTPStatus.NOPE)  # wrong
HTTPStatus.from_code("520")  # wrong
HTTPStatus.OK.phrase + 1  # wrong
StatusSet(4.04)  # wrong
StatusSet([4.04])  # wrong
StatusSet("4xx") | 404  # wrong
StatusSet("4xx").add(404)  # wrong
Tally()[404] = 1  # wrong
Tally()["404"]  # wrong
Tally() + {404: 1}  # wrong
httpstatus.lookup(404).code = 1  # wrong
print(httpstatus.lookup(404).nope)  # wrong
number: str = httpstatus.effective(471)  # wrong
good: int = httpstatus.effective(471)
if httpstatus.label(404) == "6xx":  # wrong
    pass
httpstatus.phrase(299, None).upper()  # wrong
print(httpstatus.status_class(404).label)  # wrong
httpstatus.lookup(404, 1)  # wrong
httpstatus.Meaning(404)  # wrong
for code in StatusSet("4xx"):
    print(code.phrase)  # wrong
HTTPStatus.OK.value.upper()  # wrong
httpstatus.smtp.parse("550 no").enhanced.upper()  # wrong


class Mine(StatusSet):  # wrong
    pass


def digit(status_class: StatusClass) -> str:
    match status_class:
        case StatusClass.INFORMATIONAL | StatusClass.SUCCESS | StatusClass.REDIRECTION:
            return "good"
        case StatusClass.CLIENT_ERROR:
            return "theirs"
        case _:
            assert_never(status_class)  # wrong


def known(status: HTTPStatus) -> str:
    match status:
        case HTTPStatus.OK:
            return "good"
        case _:
            assert_never(status)  # wrong


def sign(status_class: StatusClass) -> str:  # wrong
    match status_class:  # wrong for pyright
        case StatusClass.CLIENT_ERROR | StatusClass.SERVER_ERROR:
            return "-"
