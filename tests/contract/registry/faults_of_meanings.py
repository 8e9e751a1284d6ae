"""Faults in the meanings, classes, origins and sources that show when they are compared."""

from __future__ import annotations

from faults import Files, fault, meaning, of

from core.generate.lint import meanings


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


@fault(
    '4xx.toml: 418 binance IP_AUTO_BANNED: is out of order: IANA\'s meaning is the first of a code, "(Unused)" the last'
)
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
    "1xx.toml: 104 iana UPLOAD_RESUMPTION_SUPPORTED: the history of a temporary registration gives its dates as "
    "2026-11-13"
)
def a_temporary_entry_has_no_dates(files: Files) -> None:
    del meaning(files, 104)["history"]


@fault(
    "1xx.toml: 104 iana UPLOAD_RESUMPTION_SUPPORTED: a temporary registration has expires, one of the dates of its "
    "history"
)
def a_temporary_entry_never_expires(files: Files) -> None:
    del meaning(files, 104)["expires"]


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


@fault(
    "5xx.toml: 529 qualys SITE_IS_OVERLOADED: may be repeated by two standards: retry, retry_any by its rules, none by "
    "its traits"
)
def a_rule_allows_what_no_trait_does(files: Files) -> None:
    del meaning(files, 529, "qualys")["traits"]


@fault("4xx.toml: 404 iana NOT_FOUND: may be repeated by two standards: none by its rules, retry by its traits")
def a_trait_allows_what_no_rule_does(files: Files) -> None:
    meaning(files, 404)["traits"] = ["retry"]


@fault(
    "4xx.toml: 409 iana CONFLICT: the topic repeat and the key retry go together: 'Submit the request again only after "
    "the '"
)
def a_rule_about_repeating_leaves_open_what_it_says(files: Files) -> None:
    del next(rule for rule in meaning(files, 409)["rules"] if rule["topic"] == "repeat")["retry"]


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
    count = len(meanings.meanings(files))
    entries += [{**entry, "name": f"REQUEST_DENIED_{number}"} for number in range(256 - count)]


@fault("core/tables.h: more origins than the 255 that a row can name")
def there_are_more_origins_than_rows(files: Files) -> None:
    origin = of(files, "origins", "origin", id="yahoo")
    files["origins"]["origin"] += [{**origin, "id": f"yahoo-{number}"} for number in range(255)]
