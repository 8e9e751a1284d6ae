"""Faults in a single value."""

from __future__ import annotations

from faults import Files, fault, meaning, of


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
    "4xx.toml: 404 iana NOT_FOUND: standing: 'official' is none of standard, temporary, deprecated, obsolete, "
    "reserved, draft, unofficial"
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


@fault("4xx.toml: 404 iana NOT_FOUND: explanation has 11 characters, not 60 to 320")
def an_explanation_is_too_short(files: Files) -> None:
    meaning(files, 404)["explanation"] = "It is gone."


@fault("4xx.toml: 404 iana NOT_FOUND: definition has 641 characters, not 80 to 640")
def a_definition_is_too_long(files: Files) -> None:
    meaning(files, 404)["definition"] = "y" * 640 + "."


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
    "4xx.toml: 401 iana UNAUTHORIZED: rules[0]: ref: 'RFC 9110 15.5.2, RFC 9111 3' is no reference, such as "
    "RFC 9110 15.1, 15.3.1; RFC 9111 3"
)
def a_reference_joins_documents_with_a_comma(files: Files) -> None:
    meaning(files, 401)["rules"][0]["ref"] = "RFC 9110 15.5.2, RFC 9111 3"


@fault(
    "4xx.toml: 401 iana UNAUTHORIZED: rules[0]: ref: 'RFC 9110' is no reference, such as "
    "RFC 9110 15.1, 15.3.1; RFC 9111 3"
)
def a_reference_names_no_section(files: Files) -> None:
    meaning(files, 401)["rules"][0]["ref"] = "RFC 9110"


@fault(
    "smtp.toml: reply 220 Service ready: spec: 'RFC 5321 RFC 3207' is no list of documents, such as RFC 5321, RFC 3207"
)
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


@fault("1xx.toml: 104 iana UPLOAD_RESUMPTION_SUPPORTED: expires: '2026-02-30' is not a date such as 2026-11-13")
def a_day_is_not_in_the_calendar(files: Files) -> None:
    meaning(files, 104)["expires"] = "2026-02-30"


@fault("1xx.toml: 104 iana UPLOAD_RESUMPTION_SUPPORTED: expires: 20261113 is not a date such as 2026-11-13")
def a_date_is_a_number(files: Files) -> None:
    meaning(files, 104)["expires"] = 20261113


@fault("outside.toml: 999 linkedin REQUEST_DENIED: confidence: 'documented' is none of source code, reported")
def a_default_is_written_down(files: Files) -> None:
    meaning(files, 999, "linkedin")["confidence"] = "documented"
