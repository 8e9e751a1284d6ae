"""Which code a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import codes, tsv

# Texts that are no name of the facts, with what they mean. (Their order: numbers, white space, shapes of names,
# what peers got wrong, and what must not be taken for anything.)
BY_HAND = [
    ("404", "404"), ("100", "100"), ("999", "999"), ("299", "299"), ("000", "unknown"), ("099", "unknown"),
    ("99", "unknown"), ("4", "unknown"), ("1000", "unknown"), ("0404", "unknown"), ("404 Any Reason", "404"),
    ("404 Not Found", "404"), ("404 OK", "404"), ("299 ", "299"), ("404  two", "404"), ("404 caf\xe9", "404"),
    ("404\tby tab", "404"), ("200OK", "unknown"), ("404.0", "unknown"), ("404.13", "unknown"), ("404,", "unknown"),
    ("+404", "unknown"), ("-404", "unknown"), ("0x194", "unknown"), ("4O4", "unknown"), ("4xx", "unknown"),
    ("\uff14\uff10\uff14", "unknown"), ("2e2", "unknown"), ("099 Not Found", "unknown"),
    (" 404", "404"), ("404\r\n", "404"), ("\t 404 \t", "404"), ("  Not Found\n", "404"), ("", "unknown"),
    (" ", "unknown"), ("\r\n", "unknown"),
    ("not found", "404"), ("NOT FOUND", "404"), ("Not-Found", "404"), ("nOT_fOUND", "404"), ("not - found", "404"),
    ("not__found", "404"), ("notfound", "404"), ("not.found", "unknown"), ("not\tfound", "unknown"),
    ("im a teapot", "418"), ("I'M A TEAPOT", "418"), ("Im-A-Teapot", "418"), ("ok", "200"), ("Ok", "200"),
    ("multi status", "207"), ("non authoritative information", "203"), ("Unavailable for Legal Reasons", "451"),
    ("early-hints", "103"), ("IM Used", "226"), ("Already Reported", "208"), ("too early", "425"),
    ("precondition", "ambiguous:412,428"), ("Precondition", "ambiguous:412,428"),
    ("method-failure", "ambiguous:420,424"), ("INSUFFICIENT SPACE ON RESOURCE", "ambiguous:419,425"),
    ("not", "unknown"), ("found not", "unknown"), ("Not Found!", "unknown"), ("Not\0Found", "unknown"),
    ("\0", "unknown"), ("404\0", "unknown"), ("404 Not\0Found", "unknown"), ("Not Found\0", "unknown"),
    # requests has "none" for 444 and "retry" for 449; a str(None) that finds a code would help nobody.
    ("none", "unknown"), ("None", "unknown"), ("retry", "unknown"), ("null", "unknown"), ("nil", "unknown"),
    ("caf\xe9", "unknown"), ("\u2713", "unknown"), ("nginx:499", "unknown"), ("-", "unknown"), ("_", "unknown"),
    ("'", "unknown"), ("!", "unknown"), ("#404", "unknown"), ("\\", "unknown"), ("HTTP/1.1 404", "unknown"),
    # What is written around a number and a name.
    ("404: Not Found", "404"), ("404:", "404"), ("404: ", "404"), ("404:x", "unknown"), ("404:Not Found", "unknown"),
    ("404_NOT_FOUND", "unknown"), ("Http404", "404"), ("http404", "404"), ("HTTP404", "404"), ("E404", "404"),
    ("e404", "404"), ("E 404", "unknown"), ("E_NOT_FOUND", "unknown"), ("HTTP 404", "404"), ("HTTP-404", "404"),
    ("HTTP 404 Not Found", "404"), ("HTTP 404: Gone Fishing", "404"), ("HTTP Error 404: Not Found", "404"),
    ("status=404", "404"), ("status: 404", "404"), ("Status: 404 Not Found", "404"), ("status_code=404", "404"),
    ("statusCode: 404", "404"), ("status code 104", "104"), ("code = 404", "404"), ("error 404", "404"),
    ("status=404,", "unknown"), ("status=4040", "unknown"), ("status=99", "unknown"), ("status=099", "unknown"),
    ("status=", "unknown"), ("status", "unknown"), ("http", "unknown"), ("HTTP ", "unknown"), ("error", "unknown"),
    ("code", "unknown"), ("sc", "unknown"), ("e", "unknown"), ("status=200OK", "200"),
    ("status=404Nonsense", "unknown"),
    ("HTTP_404_GONE", "unknown"), ("Status410NotFound", "unknown"), ("GONE_404", "unknown"), ("foo 404", "unknown"),
    ("NOT_FOUND_404", "404"), ("Not Found 404", "404"), ("Not Found (404)", "404"), ("Not Found (404", "unknown"),
    ("Not Found 404)", "unknown"), ("NotFound404", "unknown"), ("(404)", "unknown"), ("Client Error (418)", "418"),
    ("Client Error (451)", "451"), ("Client Error (499)", "499"), ("Client Error (503)", "unknown"),
    ("Server Error (599)", "599"), ("Client Error (1000)", "unknown"), ("Client Error", "400"),
    ("METHOD_FAILURE_420", "420"),
    ("METHOD_FAILURE_424", "424"), ("SC_METHOD_FAILURE", "ambiguous:420,424"), ("Status420MethodFailure", "420"),
    ("net found", "unknown"), ("NETFOUND", "unknown"), ("sc not found", "unknown"), ("scnotfound", "unknown"),
    ("HTTPNotFound", "404"), ("httpnotfound", "unknown"), ("http not found", "404"),
    ("HTTP_HTTP_VERSION_NOT_SUPPORTED", "505"),
    ("http.StatusNotFound", "404"), ("HttpStatus.NOT_FOUND", "404"), ("StatusCode::NOT_FOUND", "404"),
    ("requests.codes.not_found", "404"), ("HttpServletResponse.SC_NOT_FOUND", "404"),
    ("HTTP::Status::RC_NOT_FOUND", "404"),
    ("HttpStatus.NOT_FUOND", "unknown"), ("HttpStatus.", "unknown"), ("status.status.status.not_found", "404"),
    ("HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.404", "404"),
    ("HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.HTTP.404", "unknown"),
    ("HTTP 404\0", "unknown"), ("HTTP 404 Not\0Found", "unknown"), ("not\u2019found", "unknown"), ("SUCCESS", "200"),
]  # fmt: skip

# Written with the repetition of README.md, which table() would escape.
LONG = [
    ("404 \\{100000 a}", "404"), ("\\{100000 a}", "unknown"), ("\\{100000  }404", "404"), ("\\{100000 _}", "unknown"),
    ("not\\{100000 -}found", "404"), ("not found\\{50 d}", "unknown"), ("\\{1000 404}", "unknown"),
    ("\\{100000 status=}404", "unknown"), ("http\\{100000 -}not found", "404"), ("\\{50000 http }", "unknown"),
    ("status\\{100000  }404", "404"), ("not found\\{100000 -}(404)", "404"),
    ("\\xff\\xfe404", "unknown"), ("404 \\xff\\xfe", "404"), ("\\xc3", "unknown"),
]  # fmt: skip


def fold(text: str) -> str:
    """A name without what its writers do differently: case, space, "-", "_" and apostrophes."""
    return re.sub("[ _'-]", "", text.lower())


# How ecosystems spell the constants that follow from a phrase, and what logs and messages write around a number.
STYLES = (
    "Status{camel}", "{camel}", "Status{code}{camel}", "SC_{upper}", "{upper}_{code}", "HTTP_{upper}", "RC_{upper}",
    "STATUS_{upper}", "NGX_HTTP_{upper}", "ngx.HTTP_{upper}", "MHD_HTTP_{upper}", "SOUP_STATUS_{upper}",
    "HTTP_STATUS_{upper}", "sc{camel}", "HTTP_{code}_{upper}", "Net::HTTP{camel}", "HttpStatusCode.{camel}",
    "Http{code}", "E{code}", "HTTP {code}", "status={code}", "{code}: {phrase}", "HTTP Error {code}: {phrase}",
)  # fmt: skip

# Whose names mean another code here: IANA's own names win, and what means two codes is ambiguous.
ELSEWHERE = {
    ("Python requests.codes", "early-hints"): "103",
    ("Python requests.codes", "request_uri_too_long"): "414",
    ("Python requests.codes", "uri_too_long"): "414",
    ("Python requests.codes", "none"): "unknown",
    ("Python requests.codes", "retry"): "unknown",
    ("Python requests.codes", "precondition"): "ambiguous:412,428",
    ("Windows WinHTTP, WinINet", "HTTP_STATUS_PARTIAL"): "206",
    ("Apache HttpCore HttpStatus", "SC_INSUFFICIENT_SPACE_ON_RESOURCE"): "ambiguous:419,425",
    ("npm http-status-codes", "INSUFFICIENT_SPACE_ON_RESOURCE"): "ambiguous:419,425",
    ("Apache HttpCore HttpStatus", "SC_METHOD_FAILURE"): "ambiguous:420,424",
    ("npm http-status-codes", "METHOD_FAILURE"): "ambiguous:420,424",
}  # fmt: skip
WARNINGS = (110, 111, 112, 113, 199, 214, 299)  # llhttp has warn codes among its statuses


def wild_rows() -> Iterator[tuple[str, str]]:
    for meaning in codes.NAMED.values():
        words = re.findall("[A-Za-z]+", meaning["phrase"].replace("'", ""))
        shapes = {
            "code": meaning["code"],
            "phrase": meaning["phrase"],
            "upper": "_".join(words).upper(),
            "camel": "".join(word[0].upper() + word[1:] for word in words),
        }
        for style in STYLES:
            yield style.format(**shapes), meaning["code"]
    for row in tsv.texts(codes.FACTS / "names_in_the_wild.tsv"):
        result = "unknown" if int(row["code"]) in WARNINGS else row["code"]
        yield row["name"], ELSEWHERE.get((row["ecosystem"], row["name"]), result)


def names() -> dict[str, list[tuple[int, int]]]:
    """Every name with the codes that it may mean, each with the rank of its claim; 0 is the strongest."""
    found: dict[str, list[tuple[int, int]]] = {}

    def claim(text: str, rank: int, code: int) -> None:
        if text and text != "(Unused)":
            found.setdefault(fold(text), []).append((rank, code))

    for meaning in codes.MEANINGS:
        rank = 0 if meaning["origin"] in ("iana", "htcpcp") else 2
        claim(meaning["name"], rank, int(meaning["code"]))
        claim(meaning["phrase"], rank, int(meaning["code"]))
        for former in meaning["former_phrases"].split(";"):
            claim(former, rank + 1, int(meaning["code"]))
    for row in tsv.texts(codes.FACTS / "other_names.tsv"):
        code = int(row["code"])
        claim(row["name"], 1 if code in codes.NAMED or code == 306 else 3, code)
    return found


NAMES = names()


def resolve(text: str) -> str:
    claims = NAMES[fold(text)]
    strongest = min(rank for rank, _ in claims)
    found = sorted({code for rank, code in claims if rank == strongest})
    return str(found[0]) if len(found) == 1 else "ambiguous:" + ",".join(map(str, found))


def text_rows() -> Iterator[list[object]]:
    """Every spelling that the facts hold, three ways each; then the texts by hand."""
    spellings: dict[str, None] = {}
    for meaning in codes.MEANINGS:
        for text in (meaning["name"], meaning["phrase"], *meaning["former_phrases"].split(";")):
            spellings[text] = None
    for row in tsv.texts(codes.FACTS / "other_names.tsv"):
        spellings[row["name"]] = None
    done = set()
    for text in spellings:
        if text in ("", "(Unused)"):
            continue
        for spelling in (text, text.lower().replace(" ", "-"), text.upper().replace("-", "_")):
            if spelling not in done:
                done.add(spelling)
                yield [spelling, resolve(text)]
    for text, result in (*BY_HAND, *wild_rows()):
        if text not in done:
            done.add(text)
            yield [text, result]
