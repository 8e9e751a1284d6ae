"""Faults in the related systems, and texts that stand twice."""

from __future__ import annotations

from faults import Files, fault, meaning, of


@fault("smtp.toml: reply 220: stands after 251")
def replies_are_not_sorted(files: Files) -> None:
    entries = files["smtp"]["reply"]
    entries.insert(entries.index(of(files, "smtp", "reply", code=251)), entries.pop(entries.index(
        of(files, "smtp", "reply", code=220))))  # fmt: skip


@fault("iis.toml: substatus 401 1 Logon failed: stands there twice")
def a_sub_code_stands_there_twice(files: Files) -> None:
    first, second = (of(files, "iis", "substatus", code=401, sub=sub) for sub in (1, 2))
    first["title"] = "Logon failed"
    second.update(sub=1, title="Logon failed")


@fault("warning.toml: 110: 1xx are not persistent, 2xx are (RFC 7234 5.5)")
def a_warning_persists_against_its_class(files: Files) -> None:
    of(files, "warning", "warning", code=110)["persistent"] = True


@fault("warning.toml: 110: the name does not spell the phrase 'Response is Old'")
def a_warning_is_named_otherwise(files: Files) -> None:
    of(files, "warning", "warning", code=110)["phrase"] = "Response is Old"


@fault("warning.toml: 11: two warnings have this former_code")
def two_warnings_had_one_number(files: Files) -> None:
    of(files, "warning", "warning", code=110)["former_code"] = 11


@fault("smtp.toml: X.8.1: there is no enhanced_subject 8")
def a_subject_is_unknown(files: Files) -> None:
    files["smtp"]["enhanced"].append({**files["smtp"]["enhanced"][-1], "subject": 8, "detail": 1})


@fault("smtp.toml: 101: there is no reply_class 1")
def a_reply_class_is_missing(files: Files) -> None:
    del files["smtp"]["reply_class"][0]


PAIR = {"class": 5, "subject": 1, "detail": 1, "code": 550}


@fault("smtp.toml: 3.1.1 550: there is no enhanced_class 3")
def a_pair_has_an_unknown_class(files: Files) -> None:
    of(files, "smtp", "pairing", **PAIR)["class"] = 3


@fault("smtp.toml: 4.1.1 550: the two codes are not of one class")
def a_pair_is_of_two_classes(files: Files) -> None:
    of(files, "smtp", "pairing", **PAIR)["class"] = 4


@fault("smtp.toml: 5.1.1 549: there is no reply 549")
def a_pair_has_an_unknown_reply(files: Files) -> None:
    of(files, "smtp", "pairing", **PAIR)["code"] = 549


@fault("smtp.toml: 5.1.77 550: there is no enhanced X.1.77")
def a_pair_has_an_unknown_enhanced_code(files: Files) -> None:
    of(files, "smtp", "pairing", **PAIR)["detail"] = 77


@fault("smtp.toml: 5.1.1 550: agrees is not what the basic codes of the enhanced code say")
def a_pair_claims_to_disagree(files: Files) -> None:
    of(files, "smtp", "pairing", **PAIR)["agrees"] = False


@fault("cloudflare.toml: 1020: the registry holds no 471")
def an_error_has_an_unknown_status(files: Files) -> None:
    of(files, "cloudflare", "error", code=1020)["http_status"] = 471


@fault("cloudflare.toml: 1020: has no http_status that could be inferred")
def a_missing_status_is_inferred(files: Files) -> None:
    entry = of(files, "cloudflare", "error", code=1020)
    entry["status_inferred"] = True
    entry.pop("http_status", None)


@fault(
    "grpc.toml: grpc: the numbers are [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], not each of 0..16 once"
)
def a_grpc_code_is_missing(files: Files) -> None:
    del files["grpc"]["grpc"][0]


@fault("grpc.toml: grpc_map_to twrip: no map has this id")
def a_map_sends_that_is_not_there(files: Files) -> None:
    of(files, "grpc", "grpc_map_to", map="twirp", grpc=9)["map"] = "twrip"


@fault("grpc.toml: grpc_map_from grpx: no map has this id")
def a_map_reads_that_is_not_there(files: Files) -> None:
    of(files, "grpc", "grpc_map_from", map="google.api_core", first=503)["map"] = "grpx"


@fault("grpc.toml: grpc_map_from twirp 400: is read twice")
def a_map_reads_a_code_twice(files: Files) -> None:
    of(files, "grpc", "grpc_map_from", map="twirp", first=300)["last"] = 400


@fault("grpc.toml: grpc_map_from twirp 502: ends before it begins")
def a_range_of_a_map_ends_before_it_begins(files: Files) -> None:
    of(files, "grpc", "grpc_map_from", map="twirp", first=502)["last"] = 501


@fault("grpc.toml: UNKNOWN: two codes have this name")
def two_grpc_codes_have_one_name(files: Files) -> None:
    of(files, "grpc", "grpc", number=1)["name"] = "UNKNOWN"


# The systems in systems/


@fault("systems: haproxy: two systems have this prefix")
def two_systems_have_one_prefix(files: Files) -> None:
    files["systems/envoy"]["system"]["prefix"] = "haproxy"


@fault("systems/envoy.toml: flags: is not the name of the file")
def a_system_is_not_named_as_its_file(files: Files) -> None:
    files["systems/envoy"]["system"]["id"] = "flags"


@fault("systems/squid.toml: squid: has no separator")
def a_system_has_no_separator(files: Files) -> None:
    del files["systems/squid"]["system"]["separator"]


@fault("systems/envoy.toml: UF: stands there twice")
def a_name_is_the_key_of_another_entry(files: Files) -> None:
    of(files, "systems/envoy", "entry", key="UH")["names"] = ["UF"]


@fault("systems/heroku.toml: h12: stands there twice")
def a_name_differs_only_in_case(files: Files) -> None:
    of(files, "systems/heroku", "entry", key="H10")["names"] = ["h12"]


@fault("systems/haproxy.toml: first S: stands there twice")
def a_letter_stands_there_twice(files: Files) -> None:
    of(files, "systems/haproxy", "entry", part="first", key="C")["key"] = "S"


@fault("systems/http2.toml: http2: has entries without a number")
def a_code_lacks_its_number(files: Files) -> None:
    del of(files, "systems/http2", "entry", key="CANCEL")["number"]


@fault("systems/websocket.toml: 3000: stands after 3000-3999")
def a_range_stands_before_its_first_code(files: Files) -> None:
    entries = files["systems/websocket"]["entry"]
    place = entries.index(of(files, "systems/websocket", "entry", key="3000"))
    entries[place : place + 2] = entries[place : place + 2][::-1]


@fault("systems/websocket.toml: 4000-4999: has a range that ends before it begins")
def a_range_ends_before_it_begins(files: Files) -> None:
    of(files, "systems/websocket", "entry", key="4000-4999")["last"] = 3999


@fault("systems/http3.toml: 0x1f*N+0x21: has a step that does not lead to its last number")
def a_step_misses_the_last_number(files: Files) -> None:
    of(files, "systems/http3", "entry", key="0x1f*N+0x21")["last"] -= 1


@fault("systems/http3.toml: H3_NO_ERROR: has a step that does not lead to its last number")
def a_step_has_no_end(files: Files) -> None:
    of(files, "systems/http3", "entry", key="H3_NO_ERROR")["step"] = 2


@fault("systems/haproxy.toml: SH: some entries have a part and some do not")
def a_pair_is_no_part(files: Files) -> None:
    del of(files, "systems/haproxy", "entry", part="pair", key="SH")["part"]


@fault("systems/http2.toml: NO_ERROR: has no retry_note to say on what it depends")
def a_repetition_depends_on_nothing(files: Files) -> None:
    del of(files, "systems/http2", "entry", key="NO_ERROR")["retry_note"]


@fault("systems/envoy.toml: entry UH: evidence: 'document' is none of third-party")
def the_usual_evidence_is_written_down(files: Files) -> None:
    of(files, "systems/envoy", "entry", key="UH")["evidence"] = "document"


# Texts


@fault("4xx.toml: 410 iana GONE: says it twice: 'The page you look for is not here any more.'")
def a_sentence_stands_twice_in_a_meaning(files: Files) -> None:
    meaning(files, 410)["history"] = "Code 410 is common. The page you look for is not here any more."
    meaning(files, 410)["note"] = "The page you look for is not here any more."


@fault("smtp.toml: reply 550 Mailbox unavailable: says it twice: 'Correct it, then try again.'")
def a_sentence_stands_twice_in_a_reply(files: Files) -> None:
    of(files, "smtp", "reply", code=550).update(
        title="Mailbox unavailable",
        explanation="Correct it, then try again. The mailbox may be busy. Correct it, then try again.",
    )


@fault("4xx.toml: 410 iana GONE: says it twice: 'Pages that came and went'")
def a_use_stands_in_a_text_too(files: Files) -> None:
    meaning(files, 410)["uses"][0] = "Pages that came and went"
    meaning(files, 410)["rules"].append({"topic": "cache", "text": "Pages that came and went", "ref": "RFC 9110 15.1"})


@fault("smtp_situations.toml: says: there are more than 96 different words")
def more_words_than_a_row_has_bits(files: Files) -> None:
    entry = files["smtp_situations"]["situation"][-1]
    entry["says"] = [*entry.get("says", ()), *(f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(97))]


@fault("smtp_situations.toml: Mailbox full: has no condition but a command")
def a_situation_has_no_condition(files: Files) -> None:
    entry = files["smtp_situations"]["situation"][0]
    for key in ("replies", "enhanced", "says"):
        entry.pop(key, None)
    entry["title"] = "Mailbox full"


@fault("smtp_situations.toml: Mailbox empty: names neither a document nor a server")
def a_situation_has_no_source(files: Files) -> None:
    entry = files["smtp_situations"]["situation"][0]
    for key in ("spec", "servers"):
        entry.pop(key, None)
    entry["title"] = "Mailbox empty"
