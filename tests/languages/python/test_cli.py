"""The command line: queries, list, search, usage, and the JSON of each."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from cli_runner import (
    FOUND,
    HOSTILE,
    MODULE,
    NOTHING,
    REORDERING,
    SCHEMA,
    SCRIPT,
    USAGE,
    assert_harmless,
    fields,
    found,
    load,
    run,
)
from httpstatus import cloudflare, grpc, iis, retry, smtp, warning
from httpstatus._cli import queries, text
from hypothesis import given, settings, strategies
from jsonschema import Draft202012Validator, ValidationError

REGISTRY = list(httpstatus.registry())


def answer(query: str) -> dict[str, Any]:
    """What the JSON has for a query that finds something."""
    (only,) = load(found("--json", query), "answers")
    assert only["query"] == query
    return only


def plain(record: Any) -> Any:
    """A record as JSON has it."""
    if hasattr(record, "_asdict"):
        return {name: plain(value) for name, value in record._asdict().items()}
    if isinstance(record, dict):
        return {name: plain(value) for name, value in record.items()}
    if isinstance(record, (list, tuple)):
        return [plain(each) for each in record]
    return str(record) if isinstance(record, httpstatus.StatusSet) else record


# ---- Explaining ----


def test_the_script_and_the_module_say_the_same() -> None:
    assert found("404", command=SCRIPT) == found("404", command=MODULE) != ""


def test_a_page_has_everything() -> None:
    page = found("503")
    meanings = httpstatus.meanings(503)
    assert len(meanings) == 2
    lines = fields(page)
    assert page.startswith("503 Service Unavailable\n")
    assert lines["explanation"] == [each.explanation for each in meanings]
    assert lines["definition"] == [each.definition for each in meanings]
    assert lines["url"] == [each.url for each in meanings]
    assert lines["use"] == [use for each in meanings for use in each.uses]
    assert lines["formerly"] == list(meanings[0].former_phrases)
    assert lines["confidence"] == ["reported"]
    assert "429 Too Many Requests" in lines["see also"]
    assert lines["header"] == [
        f"{each.name} ({each.message}, {each.need}): {each.when} [{each.reference}]" for each in meanings[0].headers
    ]
    assert lines["rule"] == [f"{each.topic}: {each.text} [{each.reference}]" for each in meanings[0].rules]
    assert "curl" in lines["repeated by"][0].split(", ")
    assert lines["class"][0].startswith("5xx Server Error")
    assert lines["predicates"] == ["is_registered, is_known, is_server_error, is_error, allows_content, is_retryable"]
    assert lines["elsewhere"] == ["httpstatus iis:503", "httpstatus smtp:503"]


def test_every_text_of_every_meaning_is_shown() -> None:
    page = found(*sorted({f"{meaning.code:03d}" for meaning in REGISTRY}))
    assert_harmless(page)
    lines = {line.partition("  ")[2].strip() for line in page.splitlines()}
    for meaning in REGISTRY:
        texts = {meaning.explanation, meaning.definition, meaning.history, meaning.note, meaning.url, meaning.name}
        texts |= {*meaning.uses, *meaning.former_phrases, *meaning.former_names, meaning.source, meaning.standing}
        texts |= {", ".join(meaning.aliases), ", ".join(meaning.other_specs), meaning.expires}
        texts |= {meaning.confidence} - {"documented"}
        missing = texts - {""} - lines
        assert not missing, (meaning, missing)
        for record in (*meaning.headers, *meaning.rules):
            assert f"[{record.reference}]" in page
        for code in meaning.see_also:
            assert f"see also     {code:03d}" in page


def test_a_pipe_gets_a_line_an_item() -> None:
    page = found("404", "499")
    assert_harmless(page)
    for line in page.splitlines():
        assert not line.endswith(" ")
        assert line == "" or re.match(r"\d{3} |[a-zA-Z ]{11}  \S", line), line


def test_predicates_that_depend_on_the_request() -> None:
    assert "is_retryable (if idempotent)" in fields(found("502"))["predicates"][0].split(", ")
    assert "is_retryable" in fields(found("429"))["predicates"][0].split(", ")
    assert "is_retryable" not in fields(found("404"))["predicates"][0]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("404", ["404 Not Found", "404 in general"]),
        (" 404 ", ["404 Not Found", "404 in general"]),
        ("not found", ["404 Not Found"]),
        ("NOT_FOUND", ["404 Not Found"]),
        ("Request-URI Too Long", ["414 URI Too Long"]),
        ("499", ["499 Client Closed Request (nginx)", "499 Token Required (Esri)"]),
        ("nginx:499", ["499 Client Closed Request (nginx)", "499 in general"]),
        ("Nginx: client closed request", ["499 Client Closed Request (nginx)"]),
        ("esri:499", ["499 Token Required (Esri)"]),
        ("000", ["000 GOAWAY_SENT (AWS Elastic Load Balancing)"]),
        ("999", ["999 Request denied (LinkedIn)", "999 Request denied (Yahoo)"]),
        ("4xx", ["4xx Client Error"]),
        ("5XX", ["5xx Server Error"]),
        ("client error", ["4xx Client Error"]),
        ("nginx", ["nginx"]),
        ("404.13", ["IIS 404.13 Content length too large"]),
        ("iis:404.13", ["IIS 404.13 Content length too large"]),
        ("iis:440", ["440 Login Time-out (Microsoft IIS)"]),
        ("5.1.1", ["Enhanced status code 5.1.1 Bad destination mailbox address"]),
        ("smtp:5.1.1", ["Enhanced status code 5.1.1 Bad destination mailbox address"]),
        ("X.1.1", ["Enhanced status code x.1.1 Bad destination mailbox address"]),
        ("smtp:550", ["SMTP 550 Mailbox unavailable"]),
        ("warning:110", ["Warning 110 Response is Stale"]),
        ('warning:110 a "b", 299 - "c"', ["Warning field", "Warning 110 Response is Stale"]),
        ("cloudflare:1020", ["Cloudflare 1020 Access denied"]),
        ("1020", ["Cloudflare 1020 Access denied"]),
        ("cloudflare:520", ["520 Web Server Returned an Unknown Error (Cloudflare)"]),
        ("grpc:5", ["gRPC 5 NOT_FOUND"]),
        ("grpc:not_found", ["gRPC 5 NOT_FOUND"]),
        ("retry:curl", ["curl --retry (curl)"]),
        ("HTTP/1.1 404 Gone Fishing\r\n", ["Status line", "404 Not Found"]),
        ("HTTP/2 404", ["Status line", "404 Not Found"]),
        ("404 Gone Fishing", ["404 Not Found"]),
        (
            "550 5.1.1 User unknown",
            ["Reply of a mail server (SMTP)", "SMTP 550 Mailbox unavailable", "Enhanced status code 5.1.1 Bad dest"],
        ),
        ("250-one\r\n250 two", ["Reply of a mail server (SMTP)", "SMTP 250 Done"]),
        ("421 Closing", ["421 Misdirected Request", "Reply of a mail server (SMTP)", "SMTP 421 "]),
    ],
)
def test_forms_of_queries(query: str, titles: list[str]) -> None:
    page = found(query)
    for title in titles:
        assert re.search(rf"^{re.escape(title)}", page, re.MULTILINE), page
    load(found("--json", query), "answers")


def test_a_phrase_of_http_is_no_mail_reply() -> None:
    assert "smtp_reply" not in answer("421 Misdirected Request")
    assert "smtp_reply" in answer("421 Closing")


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("451 Temporary local problem - please try later", "Reply of a mail server", "451 Unavailable For Legal"),
        ("421 Too many concurrent SMTP connections", "Reply of a mail server", "421 Misdirected Request"),
        ("521 Command line too long", "Reply of a mail server", "521 Web Server Is Down"),
        ("500 unrecognized command", "Reply of a mail server", "500 Internal Server Error"),
        ("503 Error: need MAIL command", "Reply of a mail server", "503 Service Unavailable"),
        ("451 Unavailable due to legal reasons", "451 Unavailable For Legal Reasons", "Reply of a mail server"),
        ("503 service unavailable right now", "503 Service Unavailable", "Reply of a mail server"),
        ("504 Gateway says nothing", "504 Gateway Timeout", "Reply of a mail server"),
    ],
)
def test_the_likelier_of_http_and_mail_comes_first(query: str, first: str, second: str) -> None:
    page = found(query)
    assert page.startswith(first), page
    assert re.search(rf"^{re.escape(second)}", page, re.MULTILINE), page
    assert {"smtp_reply", "meanings"} <= set(answer(query))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("571 Delivery not authorized", 571),
        ("550 #5.1.0 Address rejected.", 550),
        ("5.7.1 message content rejected", None),
        ("smtp; 550 5.1.1 no", 550),
        ("Diagnostic-Code: smtp; 550 5.1.1 no", 550),
        ("host mx.b.example said: 550 5.1.1 no (in reply to RCPT TO command)", 550),
        ("550-5.1.1 No such account. 550 5.1.1 Check it.", 550),
    ],
)
def test_mail_replies_alone(query: str, code: int | None) -> None:
    found_reply = answer(query)
    assert found_reply["smtp_reply"]["code"] == code
    assert "meanings" not in found_reply
    page = found(query)
    assert "action" in page
    assert "None" not in page


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("4xx", [each.code for each in REGISTRY if 400 <= each.code <= 499]),
        ("500-504,404", [each.code for each in REGISTRY if each.code == 404 or 500 <= each.code <= 504]),
        ("!5xx,!4xx,!2xx,!1xx", [each.code for each in REGISTRY if 300 <= each.code <= 399]),
        ("esri", [each.code for each in REGISTRY if each.origin == "esri"]),
        ("nginx:495-497", [495, 496, 497]),
    ],
)
def test_queries_for_several_codes(query: str, codes: list[int]) -> None:
    assert sorted({each["code"] for each in answer(query)["meanings"]}) == sorted(set(codes))
    assert [int(code) for code in re.findall(r"^ *(\d{3})  ", found(query), re.MULTILINE)] == sorted(codes)


@pytest.mark.parametrize(
    ("query", "key", "records"),
    [
        ("warning", "warnings", warning.codes()),
        ("smtp", "smtp_replies", smtp.replies()),
        ("iis", "iis_substatuses", iis.substatuses()),
        ("iis:404", "iis_substatuses", [each for each in iis.substatuses() if each.code == 404]),
        ("cloudflare", "cloudflare_errors", cloudflare.errors()),
        ("cloudflare:1002", "cloudflare_errors", cloudflare.errors(1002)),
        ("grpc", "grpc_codes", grpc.codes()),
        ("retry", "retry_policies", retry.policies()),
        ("retry:503", "retry_policies", [each for each in retry.policies() if 503 in each.codes]),
        ("550 5.1.1 x", "smtp_reply", smtp.parse("550 5.1.1 x")),
        ("HTTP/1.1 404 x", "status_line", httpstatus.parse_status_line("HTTP/1.1 404 x")),
    ],
)
def test_records_of_other_systems(query: str, key: str, records: Any) -> None:
    assert answer(query)[key] == plain(records)


def test_pages_of_all_records_of_other_systems() -> None:
    """A table is for many; one by one every record has a page."""
    queries = [f"iis:{each.code}.{each.sub}" for each in iis.substatuses()]
    queries += [f"smtp:{each.code}" for each in smtp.replies()]
    queries += [f"{digit}{each.code[1:]}" for each in smtp.details() for digit in (2, 4, 5)]
    queries += [f"warning:{each.code}" for each in warning.codes()]
    queries += [f"cloudflare:{each.code}" for each in cloudflare.errors()]
    queries += [f"grpc:{each.number}" for each in grpc.codes()] + [f"retry:{each.id}" for each in retry.policies()]
    page = found(*queries)
    assert_harmless(page)
    for table in (
        iis.substatuses(),
        smtp.replies(),
        smtp.details(),
        warning.codes(),
        cloudflare.errors(),
        grpc.codes(),
    ):
        for record in table:
            assert record.explanation in page if hasattr(record, "explanation") else record.title in page, record


def test_json_of_a_code() -> None:
    made = answer("499")
    assert made["meanings"] == plain(httpstatus.meanings(499))
    status = made["status"]
    assert (status["code"], status["class"], status["label"], status["effective"]) == (499, "CLIENT_ERROR", "4xx", 400)
    assert status["predicates"].pop("is_retryable_any") is httpstatus.is_retryable(499, idempotent=False)
    for name, value in status["predicates"].items():
        assert value is getattr(httpstatus, name)(499), name
    predicates = {name for name in dir(httpstatus) if name.startswith("is_")}
    assert predicates | {"allows_content", "preserves_method"} == set(status["predicates"])
    assert status["retried_by"] == list(retry.clients(499))


# ---- Nothing found ----


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("nto found", ["NOT_FOUND (404)"]),
        ("299", ["299", "200 OK"]),
        ("99", ["99", "500 Internal Server Error"]),
        ("-1", ["-1"]),
        ("9" * 5000, ["a number of 5000 digits is"]),
        ("x" * 100_000, ["xxx"]),
        ("250", ["httpstatus smtp:250"]),
        ("214", ["httpstatus smtp:214", "httpstatus warning:214"]),
        ("DEADLINE_EXCEEDED", ["httpstatus grpc:DEADLINE_EXCEEDED"]),
        ("curl", ["httpstatus retry:curl"]),
        ("precondition", ["412", "428"]),
        ("", ["empty"]),
        ("::", ["'::'"]),
        ("ngnix:499", ["'nginx'", "httpstatus nginx:499"]),
        ("wraning:110", ["httpstatus warning:110"]),
        ("nginx:404", ["httpstatus nginx"]),
        ("nginx:client closed requets", ["httpstatus 'nginx:client closed request'"]),
        ("grpc:NOT_FUOND", ["httpstatus grpc:NOT_FOUND"]),
        ("grpc:17", ["17"]),
        ("retry:crul", ["httpstatus retry:curl"]),
        ("404.99", ["404.99", "httpstatus iis:404"]),
        ("5.99.99", ["5.99.99"]),
        ("9.1.1", ["9.1.1", "position 0"]),
        ("warning:115", ["115", "110"]),
        ('warning:110 a "b', ["position"]),
        ("smtp:450x", ["450x"]),
        ("cloudflare:1999", ["1999"]),
        ("HTTP/1.1 40 x", ["position"]),
        ("470-471", ["470-471"]),
    ],
)
def test_nothing_found(query: str, words: list[str]) -> None:
    done = run(query)
    assert (done.returncode, done.stdout) == (NOTHING, "")
    for word in words:
        assert word in done.stderr
    (made,) = load(run("--json", "--", query).stdout, "answers")
    assert set(made) == {"query", "error", "hints"}


def test_a_file_that_is_no_query(tmp_path: Path) -> None:
    (tmp_path / "access.log").write_bytes(b"")
    assert "httpstatus tally access.log" in run("access.log", cwd=tmp_path).stderr


PUNCTUATION = ":-./%,;!=<>*?#'\"\\\0~()[]{}&|@^$+ \t_"
PREFIXES = ["ws:", "smtp:", "iis:", "grpc:", "retry:", "cloudflare:", "warning:", "nginx:", "h2:", "haproxy:", "HTTP/"]


def answered(query: str) -> dict[str, Any]:
    """The answer to a query, made into a page as well; it does not raise."""
    made = queries.answer(query)
    text.page(made)
    text.short_lines([made])
    assert "error" not in made or (made["error"] and isinstance(made["hints"], list))
    return made


@pytest.mark.parametrize("query", [":", "::", ": :", "-", "..", "/", "%", "!", "*", "?", "=", "_", "\\", "#"])
def test_punctuation_is_no_query(query: str) -> None:
    assert answered(query)["hints"] == ["--help"]
    done = run("--", query)
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert f"unknown status {query!r}" in done.stderr
    assert "try: httpstatus --help" in done.stderr


@pytest.mark.parametrize(
    "query",
    ["404:", ":404", "(404)", "404,", "'404'", "404.", '"Not Found"', "not found:", "::404::", " [404]", "`404`"],
)
def test_what_is_copied_along_with_a_query(query: str) -> None:
    made = answered(query)
    assert [meaning.code for meaning in made["meanings"]] == [404]
    assert made["query"] == query


@settings(max_examples=300, deadline=None)
@given(
    strategies.sampled_from(["", *PREFIXES, "404", "5xx", "nginx"]),
    strategies.text(PUNCTUATION + "x0", max_size=5),
    strategies.sampled_from(["", "404", "ws", "5xx", "iis:"]),
)
def test_no_query_crashes(before: str, between: str, after: str) -> None:
    answered(before + between + after)


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        ("gatway", ["search gateway"]),
        ("tiemout", ["search timeout"]),
        ("gatway tiemout", ["search gateway timeout"]),
        ("cloudfare", ["cloudflare"]),
        ("aws", ["aws-elb", "aws-s3"]),
        ("ngnix:404", ["nginx"]),
        ("help", ["--help"]),
        ("http://example.com/404", []),
    ],
)
def test_hints(query: str, hints: list[str]) -> None:
    made = answered(query)
    assert made["hints"][: len(hints) or None] == hints
    assert load(run("--json", "--", query).stdout, "answers")[0]["hints"] == made["hints"]
    for hint in made["hints"]:
        command = shlex.split(hint) if hint.startswith(("search ", "--")) else [hint]
        assert run(*command).returncode == FOUND, hint


def test_a_log_of_no_response() -> None:
    """Zero is no status, so what logs mean by it comes before what each program calls it."""
    for query in ("0", "000"):
        assert found(query).startswith("000 No response\nin logs ")
    assert found("--short", "000") == "000 No response\n"
    assert found("nginx:000").startswith("000 NO_STATUS (nginx)")


def test_some_found_and_some_not() -> None:
    done = run("404", "nto found", "410")
    assert done.returncode == NOTHING
    assert "404 Not Found" in done.stdout
    assert "410 Gone" in done.stdout
    made = load(run("404", "--json", "nto found", "410").stdout, "answers")
    assert ["error" in each for each in made] == [False, True, False]


# ---- list and search ----


def rows(text: str) -> list[list[str]]:
    return [re.split(r"  +", line.strip()) for line in text.splitlines()]


def test_the_whole_list() -> None:
    assert load(found("list", "--json"), "registry") == plain(REGISTRY)
    assert rows(found("list")) == [
        [f"{each.code:03d}", each.origin, each.standing, each.phrase or each.name] for each in REGISTRY
    ]


@pytest.mark.parametrize(
    ("options", "keep"),
    [
        (["--origin", "nginx"], lambda each: each.origin == "nginx"),
        (["--origin", "NGINX", "--class", "4xx"], lambda each: each.origin == "nginx" and each.code // 100 == 4),
        (["--class", "5XX"], lambda each: each.code // 100 == 5),
        (["--class=other"], lambda each: not 100 <= each.code <= 599),
        (["--standing", "draft"], lambda each: each.standing == "draft"),
    ],
)
def test_list_filters(options: list[str], keep: Any) -> None:
    kept = [plain(each) for each in REGISTRY if keep(each)]
    assert kept
    assert load(found("list", *options, "--json"), "registry") == kept
    assert len(rows(found("list", *options))) == len(kept)
    assert found("--json", "list", *options) == found("list", *options, "--json")


def test_a_list_of_nothing() -> None:
    done = run("list", "--origin", "nginx", "--standing", "draft")
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert load(run("list", "--origin", "nginx", "--standing", "draft", "--json").stdout, "registry") == []


def test_search() -> None:
    best = httpstatus.search("request timeout")
    assert load(found("search", "request", "timeout", "--json"), "registry") == plain(best)
    assert [row[0] for row in rows(found("search", "request timeout"))] == [f"{each.code:03d}" for each in best]
    done = run("search", "xyzzy")
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert "xyzzy" in done.stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["zzzz"], "httpstatus list"),
        (["gatway"], "httpstatus search gateway"),
        (["rate limti"], "httpstatus search rate limit"),
        (["H12"], "httpstatus H12"),
        (["nginx", "qqqq"], "httpstatus search nginx"),
        (["ws:1006"], "httpstatus ws:1006"),
        (["?!"], "httpstatus --help"),
    ],
)
def test_hints_for_a_search(words: list[str], hint: str) -> None:
    done = run("search", *words)
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert hint in done.stderr.partition("try: ")[2].strip().split(", ")
    command = shlex.split(hint)[1:]
    assert run(*command).returncode == FOUND


# ---- Usage ----


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "QUERY|query"),
        (["--nope"], "--nope"),
        (["404", "--nope"], "--nope"),
        (["--js", "404"], "--js"),
        (["list", "--origin", "ngnix"], "'nginx'"),
        (["list", "--class", "9xx"], "9xx.*1xx"),
        (["list", "--standing", "drafty"], "drafty.*draft"),
        (["list", "extra"], "extra"),
        (["search"], "WORD"),
        (["tally"], "FILE"),
        (["tally", "--format", "nope", "x"], "nope.*common"),
    ],
)
def test_wrong_usage(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert re.search(words, done.stderr)
    assert "--help" in done.stderr


def test_version() -> None:
    assert found("--version") == f"httpstatus {httpstatus.__version__}\n"


@pytest.mark.parametrize("command", [[], ["list"], ["search"], ["tally"]])
def test_help(command: list[str]) -> None:
    text = found(*command, "--help")
    assert text.startswith("usage: httpstatus")
    assert max(map(len, text.splitlines())) <= 120


def test_the_examples_of_the_help_work(tmp_path: Path) -> None:
    text = found("--help")
    queries, examples = text.split("queries:\n")[1].split("examples:\n")
    asked = [each for line in re.findall(r"^  (\S.*?)(?:   |$)", queries, re.MULTILINE) for each in line.split(", ")]
    assert len(asked) > 12
    for query in asked:
        found(*shlex.split(query))
    for name in ("access.log", "access.log.1.gz"):
        (tmp_path / name).write_bytes(b"404\n")
    commands = re.findall(r"^  httpstatus (.*?)   +", examples, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        found(*shlex.split(command), cwd=tmp_path)


# ---- What must not happen ----


@pytest.mark.parametrize("hostile", [HOSTILE, REORDERING, "\x1b[31m", "\x9b31m", "\x7f"])
def test_no_argument_reaches_the_terminal_unescaped(hostile: str) -> None:
    forms = ["{}", "nginx:{}", "iis:{}", "grpc:{}", "ngnix:{}", "warning:{}", 'warning:110 - "{}"', "smtp:{}"]
    forms += ["HTTP/1.1 404 {}", "550 5.1.1 {}", "250-{}\n250 ok", "550 {}", "404.{}", "4xx,{}"]
    queries = [form.format(hostile) for form in forms]
    calls = [queries, ["--json", *queries], ["search", hostile], ["list", "--origin", hostile], [f"--{hostile}"]]
    for arguments in calls:
        done = run(*arguments)
        assert done.returncode in (NOTHING, USAGE)
        assert "Traceback" not in done.stderr
        assert_harmless(done.stdout)
        assert_harmless(done.stderr)


def test_arguments_that_are_no_utf_8() -> None:
    for arguments in ([b"\xff\xfe"], [b"--json", b"\xff\xfe"], [b"550 5.1.1 \xff"], [b"--json", b"HTTP/1.1 404 \xff"]):
        for env in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}):
            done = run(*arguments, **env)
            assert done.returncode in (FOUND, NOTHING)
            assert "Traceback" not in done.stderr
            assert_harmless(done.stdout)
    assert load(run(b"--json", b"\xff").stdout, "answers")[0]["query"] == "\\xff"


def test_an_output_that_cannot_show_every_character() -> None:
    done = run("HTTP/1.1 404 \N{LATIN SMALL LETTER E WITH ACUTE}", PYTHONIOENCODING="ascii")
    assert done.returncode == FOUND
    assert "reason       \\xe9\n" in done.stdout


def test_a_query_loads_nothing_that_it_does_not_need() -> None:
    """Starting up is most of the time that a query takes."""
    code = "import sys; from httpstatus._cli import main; main(['404']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "httpstatus._cli.text" in loaded
    assert not loaded & {"argparse", "json", "rich", "textwrap", "shutil", "dataclasses", "difflib", "httpstatus._logs"}


# ---- The schema ----


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    for good in (plain(REGISTRY[:2]), [{"query": "x", "error": "none", "hints": []}]):
        validator.validate(good)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("phrase"),
        lambda made: made.update(code="404"),
        lambda made: made.update(colour="red"),
        lambda made: made["rules"][0].pop("reference"),
        lambda made: made.update(uses=[404]),
    ],
)
def test_the_schema_refuses_what_is_wrong(spoil: Any) -> None:
    made = plain(httpstatus.lookup(404))
    Draft202012Validator(SCHEMA).validate([made])
    spoil(made)
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate([made])
