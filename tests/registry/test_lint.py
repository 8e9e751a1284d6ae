"""Each rule of the registry's lint, shown to fail once: one fault at a time, and the message that must name it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import lint
import lint_kinds
import lint_meanings
import lint_schema
import lint_systems
import pytest

Files = dict[str, Any]
Fault = Callable[[Files], None]

FAULTS: list[Any] = []


def fault(message: str) -> Callable[[Fault], Fault]:
    """A fault in the registry, and the whole message that lint must give for it."""

    def register(spoil: Fault) -> Fault:
        FAULTS.append(pytest.param(spoil, message, id=spoil.__name__))
        return spoil

    return register


def meaning(files: Files, code: int, origin: str = "iana") -> dict[str, Any]:
    for stem in lint_meanings.CLASS_FILES:
        for entry in files[stem]["meaning"]:
            if (entry["code"], entry["origin"]) == (code, origin):
                return entry
    raise KeyError((code, origin))


def of(files: Files, stem: str, table: str, **key: Any) -> dict[str, Any]:
    return next(e for e in files[stem][table] if all(e[k] == v for k, v in key.items()))


# Values


@fault("4xx.toml: 404 iana NOT_FOUND: lacks phrase")
def a_required_key_is_missing(files: Files) -> None:
    del meaning(files, 404)["phrase"]


@fault("4xx.toml: 404 iana NOT_FOUND: has the unknown key explanaton")
def a_key_is_misspelt(files: Files) -> None:
    meaning(files, 404)["explanaton"] = "There is nothing at this address."


@fault("4xx.toml: meaning: '404' is not a table")
def an_entry_is_no_table(files: Files) -> None:
    files["4xx"]["meaning"].append("404")


@fault("grpc.toml: grpcs: is no table of this file")
def a_table_is_unknown(files: Files) -> None:
    files["grpc"]["grpcs"] = []


@fault("grpc.toml: grpc_rules: is not there")
def a_table_is_missing(files: Files) -> None:
    del files["grpc"]["grpc_rules"]


@fault("4xx.toml: 404 iana NOT_FOUND: definition is empty")
def a_required_text_is_empty(files: Files) -> None:
    meaning(files, 404)["definition"] = " "


@fault("4xx.toml: 404 iana NOT_FOUND: uses is an empty list; leave the key out")
def a_list_is_empty(files: Files) -> None:
    meaning(files, 404)["uses"] = []


@fault("4xx.toml: 404 iana NOT_FOUND: sources: 'rfc9110' is not a list")
def a_list_is_a_text(files: Files) -> None:
    meaning(files, 404)["sources"] = "rfc9110"


@fault("4xx.toml: 404 iana NOT_FOUND: sources[2]: 'rfc9110' is there twice")
def a_list_repeats_an_item(files: Files) -> None:
    meaning(files, 404)["sources"] = ["iana-http", "rfc9110", "rfc9110"]


@fault("4xx.toml: ? iana NOT_FOUND: lacks code")
def an_entry_without_code_is_still_named(files: Files) -> None:
    del meaning(files, 404)["code"]


@fault("4xx.toml: 404 iana NOT_FOUND: history: 1999 is not a text")
def a_text_is_a_number(files: Files) -> None:
    meaning(files, 404)["history"] = 1999


@fault("outside.toml: 1000 squid SQUID_INVALID_HEADER: code: 1000 is outside 0..999")
def a_code_is_out_of_range(files: Files) -> None:
    meaning(files, 600, "squid")["code"] = 1000


@fault("iis.toml: substatus 404 True Not found: sub: True is not an integer")
def a_number_is_a_boolean(files: Files) -> None:
    of(files, "iis", "substatus", code=404, sub=0).update(sub=True, title="Not found")


@fault("warning.toml: warning 110: persistent: 0 is neither true nor false")
def a_boolean_is_a_number(files: Files) -> None:
    of(files, "warning", "warning", code=110)["persistent"] = 0


@fault(
    "4xx.toml: 404 iana NOT_FOUND: standing: 'official' is none of standard, temporary, deprecated, obsolete, reserved, "
    "draft, unofficial"
)
def a_standing_is_unknown(files: Files) -> None:
    meaning(files, 404)["standing"] = "official"


@fault(
    "4xx.toml: 404 iana NOT_FOUND: traits[0]: 'known' is none of no_content, cacheable, redirect, preserves_method, "
    "permanent, retry, retry_any"
)
def a_trait_is_one_that_the_generator_sets(files: Files) -> None:
    meaning(files, 404)["traits"] = ["known"]


@fault("4xx.toml: 401 iana UNAUTHORIZED: headers[0]: need: 'shall' is none of must, should, may")
def a_need_is_unknown(files: Files) -> None:
    meaning(files, 401)["headers"][0]["need"] = "shall"


@fault("4xx.toml: 401 iana UNAUTHORIZED: rules[0]: topic: 'retry' is none of content, cache, redirect, repeat")
def a_topic_is_unknown(files: Files) -> None:
    meaning(files, 401)["rules"][0]["topic"] = "retry"


@fault("4xx.toml: 413 iana CONTENT_TOO_LARGE: editions has the unknown key rfc9112")
def an_edition_is_unknown(files: Files) -> None:
    meaning(files, 413)["editions"]["rfc9112"] = "Content Too Large"


@fault("4xx.toml: 404 iana Not_Found: name: 'Not_Found' is no constant in capitals and underscores")
def a_name_has_small_letters(files: Files) -> None:
    meaning(files, 404)["name"] = "Not_Found"


@fault("4xx.toml: 404 iana NOT_FOUND: phrase has the control character '\\n'")
def a_phrase_has_a_line_break(files: Files) -> None:
    meaning(files, 404)["phrase"] = "Not\nFound"


@fault("4xx.toml: 404 iana NOT_FOUND: explanation has the control character '\\x00'")
def a_text_has_a_nul(files: Files) -> None:
    meaning(files, 404)["explanation"] += "\0"


@fault("4xx.toml: 404 iana NOT_FOUND: explanation has '\\xa0', which is not ASCII")
def a_text_has_a_hard_space(files: Files) -> None:
    entry = meaning(files, 404)
    entry["explanation"] = entry["explanation"].replace(" ", "\xa0", 1)


@fault("4xx.toml: 404 iana NOT_FOUND: phrase has a double space: 'Not  Found'")
def a_phrase_has_a_double_space(files: Files) -> None:
    meaning(files, 404)["phrase"] = "Not  Found"


@fault("4xx.toml: 404 iana NOT_FOUND: phrase has a space at the beginning or end of a line: 'Not Found '")
def a_phrase_ends_with_a_space(files: Files) -> None:
    meaning(files, 404)["phrase"] = "Not Found "


@fault(f"4xx.toml: 404 iana NOT_FOUND: definition has a line of more than 110 columns: '{'Nothing ' * 5}'")
def a_line_is_too_long(files: Files) -> None:
    meaning(files, 404)["definition"] = "Nothing " * 15 + "is here.\nNothing at all."


@fault("4xx.toml: 404 iana NOT_FOUND: explanation has 11 characters, not 50 to 240")
def an_explanation_is_too_short(files: Files) -> None:
    meaning(files, 404)["explanation"] = "It is gone."


@fault("4xx.toml: 404 iana NOT_FOUND: definition has 421 characters, not 80 to 420")
def a_definition_is_too_long(files: Files) -> None:
    meaning(files, 404)["definition"] = "y" * 420 + "."


@fault("4xx.toml: 404 iana NOT_FOUND: uses[0]: has 61 characters, not 8 to 60")
def a_use_is_too_long(files: Files) -> None:
    meaning(files, 404)["uses"][0] = "y" * 61


@fault("4xx.toml: 404 iana NOT_FOUND: note does not end with a full stop: 'Some servers answer 404 for everything'")
def a_sentence_lacks_its_full_stop(files: Files) -> None:
    meaning(files, 404)["note"] = "Some servers answer 404 for everything"


@fault("4xx.toml: 404 iana NOT_FOUND: uses[0]: ends with '.', which belongs to sentences: 'A page that has moved.'")
def a_use_has_a_full_stop(files: Files) -> None:
    meaning(files, 404)["uses"][0] = "A page that has moved."


@fault("4xx.toml: 404 iana NOT_FOUND: section: '15.5.x' is no section, such as 15.5.2")
def a_section_is_no_number(files: Files) -> None:
    meaning(files, 404)["section"] = "15.5.x"


@fault("4xx.toml: 404 iana NOT_FOUND: spec: 'RFC9110' is no document, such as RFC 9110")
def a_spec_lacks_its_space(files: Files) -> None:
    meaning(files, 404)["spec"] = "RFC9110"


@fault("4xx.toml: 404 iana NOT_FOUND: other_specs[0]: 'RFC 1945, 9.4' is no document, such as RFC 2616 14.46")
def another_spec_is_malformed(files: Files) -> None:
    meaning(files, 404)["other_specs"] = ["RFC 1945, 9.4"]


@fault(
    "4xx.toml: 401 iana UNAUTHORIZED: rules[0]: ref: 'RFC 9110 15.5.2, RFC 9111 3' is no reference, such as RFC 9110 15.1, "
    "15.3.1; RFC 9111 3"
)
def a_reference_joins_documents_with_a_comma(files: Files) -> None:
    meaning(files, 401)["rules"][0]["ref"] = "RFC 9110 15.5.2, RFC 9111 3"


@fault("4xx.toml: 401 iana UNAUTHORIZED: rules[0]: ref: 'RFC 9110' is no reference, such as RFC 9110 15.1, 15.3.1; RFC 9111 3")
def a_reference_names_no_section(files: Files) -> None:
    meaning(files, 401)["rules"][0]["ref"] = "RFC 9110"


@fault("smtp.toml: reply 220 Service ready: spec: 'RFC 5321 RFC 3207' is no list of documents, such as RFC 5321, RFC 3207")
def a_list_of_documents_lacks_its_comma(files: Files) -> None:
    of(files, "smtp", "reply", code=220)["spec"] = "RFC 5321 RFC 3207"


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: url: 'http://nginx.org/' is no address with https")
def an_address_is_without_tls(files: Files) -> None:
    meaning(files, 499, "nginx")["url"] = "http://nginx.org/"


@fault("origins.toml: origin nginx: url: 'nginx.org' is no address with https")
def an_origin_has_half_an_address(files: Files) -> None:
    of(files, "origins", "origin", id="nginx")["url"] = "nginx.org"


@fault("origins.toml: origin Nginx: id: 'Nginx' is no tag of small letters, digits and hyphens")
def an_origin_has_a_capital(files: Files) -> None:
    of(files, "origins", "origin", id="nginx")["id"] = "Nginx"


@fault("origins.toml: origin nginx: class_name: 'nginx' is no name of a class, such as AwsElb")
def a_class_name_is_small(files: Files) -> None:
    of(files, "origins", "origin", id="nginx")["class_name"] = "nginx"


@fault("4xx.toml: 401 iana UNAUTHORIZED: headers[0]: name: 'WWW Authenticate' is no field name or method")
def a_field_name_has_a_space(files: Files) -> None:
    meaning(files, 401)["headers"][0]["name"] = "WWW Authenticate"


@fault("retry.toml: policy curl: version: '2026-13' is no month, such as 2026-08")
def a_month_does_not_exist(files: Files) -> None:
    of(files, "retry", "policy", id="curl")["version"] = "2026-13"


@fault("retry.toml: policy curl: codes: '5xy' is no code, class or range")
def a_retry_set_does_not_parse(files: Files) -> None:
    of(files, "retry", "policy", id="curl")["codes"] = "408,5xy"


@fault("retry.toml: policy curl: codes has a range that ends before it begins: '504-500'")
def a_retry_range_runs_backwards(files: Files) -> None:
    of(files, "retry", "policy", id="curl")["codes"] = "408,504-500"


@fault("retry.toml: policy curl: codes: 503 is not a text")
def a_retry_set_is_a_number(files: Files) -> None:
    of(files, "retry", "policy", id="curl")["codes"] = 503


# Meanings against each other


@fault("4xx.toml: 404 iana NOT_FOUND: stands after 405; meanings are sorted by code")
def codes_are_not_sorted(files: Files) -> None:
    entries = files["4xx"]["meaning"]
    at = entries.index(meaning(files, 404))
    entries[at], entries[at + 1] = entries[at + 1], entries[at]


@fault("5xx.toml: 404 iana NOT_FOUND: belongs in 4xx.toml")
def a_code_is_in_the_wrong_file(files: Files) -> None:
    entry = meaning(files, 404)
    files["4xx"]["meaning"].remove(entry)
    files["5xx"]["meaning"].insert(0, entry)


@fault('4xx.toml: 418 binance IP_AUTO_BANNED: is out of order: IANA\'s meaning is the first of a code, "(Unused)" the last')
def an_unused_entry_is_not_last(files: Files) -> None:
    entry = meaning(files, 418)
    files["4xx"]["meaning"].remove(entry)
    files["4xx"]["meaning"].insert(files["4xx"]["meaning"].index(meaning(files, 418, "binance")), entry)


@fault('1xx.toml: 103 iana EARLY_HINTS: is out of order: IANA\'s meaning is the first of a code, "(Unused)" the last')
def a_registered_meaning_is_second(files: Files) -> None:
    entry = meaning(files, 103)
    files["1xx"]["meaning"].remove(entry)
    files["1xx"]["meaning"].insert(files["1xx"]["meaning"].index(meaning(files, 103, "spring")) + 1, entry)


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: the same code, origin and name stand there before")
def a_meaning_stands_there_twice(files: Files) -> None:
    entry = meaning(files, 499, "nginx")
    files["4xx"]["meaning"].append(entry)


@fault("4xx.toml: 404 iana VANISHED: the code has the HTTPStatus member NOT_FOUND already")
def a_code_has_two_members(files: Files) -> None:
    entries = files["4xx"]["meaning"]
    entries.insert(entries.index(meaning(files, 404)) + 1, {**meaning(files, 404), "name": "VANISHED"})


@fault("4xx.toml: 413 iana CONTENT_TOO_LARGE: 404 has the constant NOT_FOUND already")
def a_former_name_is_taken(files: Files) -> None:
    meaning(files, 413)["former_names"].append("NOT_FOUND")


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: origins.toml has no origin 'ngnix'".replace("nginx", "ngnix", 1))
def an_origin_is_unknown(files: Files) -> None:
    meaning(files, 499, "nginx")["origin"] = "ngnix"


@fault("4xx.toml: 404 iana NOT_FOUND: what IANA holds is not unofficial")
def an_iana_entry_is_unofficial(files: Files) -> None:
    meaning(files, 404)["standing"] = "unofficial"


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: only IANA's meanings are standard")
def a_vendor_code_is_standard(files: Files) -> None:
    meaning(files, 499, "nginx")["standing"] = "standard"


@fault('4xx.toml: 404 iana NOT_FOUND: "(Unused)" and the standing reserved go together')
def a_reserved_code_has_a_phrase(files: Files) -> None:
    meaning(files, 404)["standing"] = "reserved"


@fault("4xx.toml: 404 iana NOT_FOUND: IANA's meanings have a phrase")
def an_iana_entry_has_no_phrase(files: Files) -> None:
    meaning(files, 404)["phrase"] = ""


@fault("4xx.toml: 404 iana NOT_FOUND: the name does not spell the phrase 'Not There'")
def a_name_and_phrase_differ(files: Files) -> None:
    meaning(files, 404)["phrase"] = "Not There"


@fault(
    "1xx.toml: 104 iana UPLOAD_RESUMPTION_SUPPORTED: the history of a temporary registration gives its dates as 2026-11-13"
)
def a_temporary_entry_has_no_dates(files: Files) -> None:
    del meaning(files, 104)["history"]


@fault("4xx.toml: 404 iana NOT_FOUND: IANA's meanings have a spec")
def an_iana_entry_has_no_spec(files: Files) -> None:
    del meaning(files, 404)["spec"], meaning(files, 404)["section"]


@fault("4xx.toml: 404 iana NOT_FOUND: lacks the section of RFC 9110")
def an_rfc_has_no_section(files: Files) -> None:
    del meaning(files, 404)["section"]


@fault("4xx.toml: 404 iana NOT_FOUND: has a url, which follows from the RFC's number")
def an_rfc_has_a_url(files: Files) -> None:
    meaning(files, 404)["url"] = "https://www.rfc-editor.org/rfc/rfc9110"


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: has a section but no spec")
def a_section_is_alone(files: Files) -> None:
    meaning(files, 499, "nginx")["section"] = "1.1"


@fault("4xx.toml: 404 iana NOT_FOUND: has RFC 9110 both as spec and among other_specs")
def a_spec_is_among_the_others(files: Files) -> None:
    meaning(files, 404)["other_specs"].append("RFC 9110")


@fault("4xx.toml: 404 iana NOT_FOUND: has 1 uses; a standard code has two at least")
def a_standard_code_has_one_use(files: Files) -> None:
    del meaning(files, 404)["uses"][1:]


@fault("4xx.toml: 404 iana NOT_FOUND: the phrase 'Not Found' is also among former_phrases")
def a_phrase_is_a_former_one(files: Files) -> None:
    meaning(files, 404)["former_phrases"] = ["Not Found"]


@fault("4xx.toml: 413 iana CONTENT_TOO_LARGE: the alias REQUEST_ENTITY_TOO_LARGE is the name or a former name already")
def an_alias_is_a_former_name(files: Files) -> None:
    meaning(files, 413)["aliases"] = ["REQUEST_ENTITY_TOO_LARGE"]


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: has former_names, but is no member of HTTPStatus")
def a_vendor_code_has_former_names(files: Files) -> None:
    meaning(files, 499, "nginx")["former_names"] = ["CLIENT_HAS_CLOSED_CONNECTION"]


@fault("4xx.toml: 499 nginx CLIENT_CLOSED_REQUEST: has editions, but is not the meaning that phrase() speaks of")
def a_vendor_code_has_editions(files: Files) -> None:
    meaning(files, 499, "nginx")["editions"] = {"rfc2616": "Closed"}


@fault("4xx.toml: 413 iana CONTENT_TOO_LARGE: the phrase of rfc7231 is that of today; leave the edition out")
def an_edition_has_the_phrase_of_today(files: Files) -> None:
    meaning(files, 413)["editions"]["rfc7231"] = "Content Too Large"


@fault("4xx.toml: 413 iana CONTENT_TOO_LARGE: the phrase of rfc2616, 'Too Large', is not among former_phrases")
def an_edition_has_a_phrase_that_text_to_code_misses(files: Files) -> None:
    meaning(files, 413)["editions"]["rfc2616"] = "Too Large"


@fault("3xx.toml: 301 iana MOVED_PERMANENTLY: has the trait permanent without redirect")
def a_trait_lacks_the_one_it_needs(files: Files) -> None:
    meaning(files, 301)["traits"].remove("redirect")


@fault("4xx.toml: 404 iana NOT_FOUND: has the trait redirect outside 3xx")
def an_error_is_a_redirect(files: Files) -> None:
    meaning(files, 404)["traits"] = ["redirect"]


@fault("4xx.toml: 401 iana UNAUTHORIZED: names the response field WWW-Authenticate twice with the condition 'always'")
def a_header_is_named_twice(files: Files) -> None:
    header = meaning(files, 401)["headers"][0]
    meaning(files, 401)["headers"].append({**header, "need": "may"})


@fault("4xx.toml: 404 iana NOT_FOUND: see_also is not ascending: [451, 410, 403]")
def related_codes_are_not_ascending(files: Files) -> None:
    meaning(files, 404)["see_also"] = [451, 410, 403]


@fault("4xx.toml: 404 iana NOT_FOUND: see_also names the code itself")
def a_code_is_related_to_itself(files: Files) -> None:
    meaning(files, 404)["see_also"] = [403, 404, 410]


@fault("4xx.toml: 404 iana NOT_FOUND: see_also names 471, which the registry does not hold")
def a_related_code_does_not_exist(files: Files) -> None:
    meaning(files, 404)["see_also"].append(471)


@fault("4xx.toml: 404 iana NOT_FOUND: see_also names 410, but that code does not name 404")
def a_relation_is_written_on_one_side(files: Files) -> None:
    meaning(files, 410)["see_also"].remove(404)


@fault("origins.toml: Nginx: two origins have the class_name Nginx")
def two_origins_have_one_class(files: Files) -> None:
    of(files, "origins", "origin", id="squid")["class_name"] = "Nginx"


@fault("origins.toml: htcpcp: is number 1, where iana belongs; others go by id")
def the_origins_are_not_sorted(files: Files) -> None:
    files["origins"]["origin"].insert(0, files["origins"]["origin"].pop(1))


@fault("origins.toml: zeus: no meaning has this origin")
def an_origin_is_not_used(files: Files) -> None:
    files["origins"]["origin"].append(
        {"id": "zeus", "name": "Zeus", "class_name": "Zeus", "url": "", "about": "A web server of old"}
    )


@fault("4xx.toml: mdm: a sources field has this tag, which sources.toml does not")
def a_source_is_unknown(files: Files) -> None:
    meaning(files, 404)["sources"].append("mdm")


@fault("sources.toml: rfc2616: two sources have this tag")
def a_source_stands_there_twice(files: Files) -> None:
    of(files, "sources", "source", tag="rfc2068")["tag"] = "rfc2616"


@fault("sources.toml: hearsay: nothing in the registry has this source")
def a_source_is_not_used(files: Files) -> None:
    files["sources"]["source"].append({"tag": "hearsay", "title": "What people say"})


@fault("sources.toml: Web server and proxy: is what origins.toml says about an origin")
def a_source_is_described_as_an_origin(files: Files) -> None:
    of(files, "origins", "origin", id="nginx")["about"] = "Web server and proxy"
    of(files, "sources", "source", tag="nginx")["title"] = "Web server and proxy"


@fault("classes.toml: the digits are [2, 3, 4, 5], not 1 to 5 in order")
def a_class_is_missing(files: Files) -> None:
    del files["classes"]["class"][0]


@fault("core/tables.h: 256 meanings; its rows count to 255")
def there_are_more_meanings_than_rows(files: Files) -> None:
    entries, entry = files["outside"]["meaning"], meaning(files, 999, "yahoo")
    count = len(lint_meanings.meanings(files))
    entries += [{**entry, "name": f"REQUEST_DENIED_{number}"} for number in range(256 - count)]


@fault("core/tables.h: more origins than the 255 that a row can name")
def there_are_more_origins_than_rows(files: Files) -> None:
    origin = of(files, "origins", "origin", id="yahoo")
    files["origins"]["origin"] += [{**origin, "id": f"yahoo-{number}"} for number in range(255)]


# The neighbouring systems


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


@fault("grpc.toml: grpc: the numbers are [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], not each of 0..16 once")
def a_grpc_code_is_missing(files: Files) -> None:
    del files["grpc"]["grpc"][0]


@fault("grpc.toml: UNKNOWN: two codes have this name")
def two_grpc_codes_have_one_name(files: Files) -> None:
    of(files, "grpc", "grpc", number=1)["name"] = "UNKNOWN"


# Texts


@fault("4xx.toml: 410 iana GONE: 4xx.toml, 404 iana NOT_FOUND says it too: 'The page you look for is not here any more.'")
def a_sentence_stands_in_two_meanings(files: Files) -> None:
    for code in (404, 410):
        meaning(files, code)["note"] = f"Code {code} is common. The page you look for is not here any more."


@fault("smtp.toml: reply 550 Mailbox unavailable: classes.toml, class 4 says it too: 'Correct it, then try again.'")
def a_sentence_stands_in_two_systems(files: Files) -> None:
    files["classes"]["class"][3]["explanation"] = "The request has a fault that only its sender can see. Correct it, then try again."
    of(files, "smtp", "reply", code=550).update(title="Mailbox unavailable", explanation="Correct it, then try again.")


@fault("4xx.toml: 410 iana GONE: 4xx.toml, 404 iana NOT_FOUND says it too: 'Pages that came and went'")
def a_use_stands_in_two_meanings(files: Files) -> None:
    for code in (404, 410):
        meaning(files, code)["uses"][0] = "Pages that came and went"


def test_the_registry_itself_passes(pristine: Files) -> None:
    assert [str(finding) for finding in lint.check(pristine)] == []


@pytest.mark.parametrize(("spoil", "message"), FAULTS)
def test_a_fault_is_found(files: Files, spoil: Fault, message: str) -> None:
    spoil(files)
    assert message in [str(finding) for finding in lint.check(files)]


def messages_in(module: ModuleType) -> Iterator[str]:
    """Each message that a module can give, as a pattern: what is between its words may be anything."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ("Fault", "Finding", "found", "at"):
            continue
        texts = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "message")]
        literals = [text for text in texts if isinstance(text, (ast.JoinedStr, ast.Constant))]
        for text in literals[-1:] if node.func.id != "Finding" else literals[2:3] or literals[-1:]:
            parts = text.values if isinstance(text, ast.JoinedStr) else [text]
            words = [str(p.value) if isinstance(p, ast.Constant) else None for p in parts]
            if any(word and re.search("[a-z]{3}", word) for word in words):
                yield "".join(".*" if word is None else re.escape(word) for word in words)


@pytest.mark.parametrize("module", [lint, lint_kinds, lint_meanings, lint_systems], ids=lambda module: module.__name__)
def test_every_message_has_a_fault_that_sets_it_off(module: ModuleType) -> None:
    """A check that nothing can set off would be worse than none."""
    expected = [parameters.values[1] for parameters in FAULTS] + SHOWN_BELOW
    patterns = list(messages_in(module))
    assert len(patterns) > 2
    unseen = [p for p in patterns if not any(re.search(p, message, re.DOTALL) for message in expected)]
    assert unseen == []


def test_every_check_runs() -> None:
    for module in (lint_meanings, lint_systems):
        defined = {function for name, function in inspect.getmembers(module, inspect.isfunction) if name.startswith("check_")}
        assert defined == set(module.CHECKS)


# The messages of the tests below.
SHOWN_BELOW = [
    "lint_meanings.py: 404 to 410: is no one-way pair any more (410 says nothing of 404)",
    "core/tables.h: 11 items of rules; a row reaches 10",
    "4xx.toml: cannot be read: Invalid value",
]


def test_a_one_way_relation_needs_a_reason(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    meaning(files, 410)["see_also"].remove(404)
    monkeypatch.setitem(lint_meanings.ONE_WAY, (404, 410), "410 says nothing of 404")
    assert lint.check(files) == []
    meaning(files, 410)["see_also"].insert(0, 404)
    assert [str(finding) for finding in lint.check(files)] == [
        "lint_meanings.py: 404 to 410: is no one-way pair any more (410 says nothing of 404)"
    ]


def test_lists_are_not_longer_than_a_row_can_count(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_meanings, "LIST_ITEMS", 10)
    messages = [str(finding) for finding in lint.check(files)]
    assert len(messages) == 3
    for key, message in zip(("see_also", "headers", "rules"), messages, strict=True):
        assert re.fullmatch(rf"core/tables.h: \d+ items of {key}; a row reaches 10", message)


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    for stem in lint_schema.FILES:
        (tmp_path / f"{stem}.toml").write_text((lint.REGISTRY / f"{stem}.toml").read_text())
    (tmp_path / "4xx.toml").write_text("[[meaning]]\ncode = \n")
    (tmp_path / "iis.toml").write_bytes(b"title = '\xff'\n")
    (tmp_path / "grpc.toml").unlink()
    messages = [str(finding) for finding in lint.lint(tmp_path)]
    assert [message.split(":")[0] for message in messages] == ["4xx.toml", "iis.toml", "grpc.toml"]
    assert all("cannot be read" in message for message in messages)


def test_the_readme_states_the_same_lengths() -> None:
    readme = " ".join((lint.REGISTRY / "README.md").read_text().split())
    bounds = {
        "`explanation` {} to {} characters": lint_schema.EXPLANATION,
        "({} to {} in the neighbouring systems)": lint_schema.SYSTEM_EXPLANATION,
        "`definition` {} to {}": lint_schema.DEFINITION,
        "`history` and `note` {} to {}": lint_schema.REMARK,
        "a use {} to {}": lint_schema.USE,
        "a rule {} to {}": lint_schema.RULE,
        "the `when` of a header field {} to {}": lint_schema.CONDITION,
    }
    for text, (low, high) in bounds.items():
        assert text.format(low, high) in readme


def test_the_readme_names_every_key() -> None:
    readme = (lint.REGISTRY / "README.md").read_text()
    entry_keys = set()
    for stem in lint_meanings.CLASS_FILES:
        for entry in lint.read()[0][stem]["meaning"]:
            entry_keys |= entry.keys()
    for key in entry_keys:
        assert f"`{key}`" in readme, key
