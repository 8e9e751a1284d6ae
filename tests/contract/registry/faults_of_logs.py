"""Faults in the log formats and in what they share."""

from __future__ import annotations

from faults import Files, fault, of


def log_format(files: Files, name: str) -> Files:
    entry: Files = files[f"logs/{name}"]["format"]
    return entry


@fault("logs/gin.toml: format: lacks title")
def a_format_has_no_title(files: Files) -> None:
    del log_format(files, "gin")["title"]


@fault("logs/gin.toml: format: has the unknown key pattern")
def a_format_has_an_unknown_key(files: Files) -> None:
    log_format(files, "gin")["pattern"] = "%3"


@fault("logs/gin.toml: format: read: 'Gin, some version' is no software with its version")
def a_format_was_read_in_no_version(files: Files) -> None:
    log_format(files, "gin")["read"] = "Gin, some version"


@fault("logs/gin.toml: format: names[1]: 'Gin Gonic' is no name of a format")
def a_format_has_a_name_with_a_blank(files: Files) -> None:
    log_format(files, "gin")["names"].append("Gin Gonic")


@fault("logs/gin.toml: format: patterns[0]: '[GIN]\\x1b %s' is no pattern of printable characters and tabs")
def a_pattern_has_a_control_character(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["[GIN]\x1b %s"]


@fault("logs/gin.toml: format: url: 'ftp://gin.example' is no address with https")
def a_url_is_not_https(files: Files) -> None:
    log_format(files, "gin")["url"] = "ftp://gin.example"


@fault("logs/gin.toml: ginger: is not the name of the file")
def a_format_is_named_otherwise(files: Files) -> None:
    log_format(files, "gin")["names"] = ["ginger"]


@fault("logs/gin.toml: gin: has no read, the software with the version that was read, or needs none")
def a_format_was_read_nowhere(files: Files) -> None:
    del log_format(files, "gin")["read"]


@fault("logs/plain.toml: plain: has no read, the software with the version that was read, or needs none")
def a_format_of_nobody_was_read(files: Files) -> None:
    log_format(files, "plain")["read"] = "awk 1.3"


@fault("logs/s3.toml: s3: was read in a documentation whose url it does not have")
def a_documentation_has_no_url(files: Files) -> None:
    del log_format(files, "s3")["url"]


@fault("logs/gin.toml: gin: a pattern says what marks and status say, and other shapes need both")
def a_pattern_is_told_in_words(files: Files) -> None:
    log_format(files, "gin")["marks"] = "the word GIN"


@fault("logs/csv.toml: csv: has only one of marks and status")
def a_header_says_only_what_marks_it(files: Files) -> None:
    del log_format(files, "csv")["status"]


@fault("logs/gin.toml: gin: has no patterns")
def a_format_has_no_patterns(files: Files) -> None:
    del log_format(files, "gin")["patterns"]


@fault("logs/ltsv.toml: ltsv: has a separator without pairs, or pairs without a separator")
def pairs_have_no_separator(files: Files) -> None:
    del log_format(files, "ltsv")["separator"]


@fault("logs/json.toml: json: has a key, which only pairs have")
def an_object_has_a_key_of_its_own(files: Files) -> None:
    log_format(files, "json")["key"] = "status"


@fault("logs/heroku.toml: heroku: has a sub_key, but also does not say what that counts")
def a_sub_key_is_not_told(files: Files) -> None:
    del log_format(files, "heroku")["also"]


@fault("logs/gin.toml: %q at %s: has the unknown token '%q'")
def a_pattern_has_an_unknown_token(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["%q at %s"]


@fault("logs/gin.toml: %(GET) %s: has the unknown token '%(GET)'")
def a_choice_has_one_option(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["%(GET) %s"]


@fault("logs/gin.toml: %r%s: has nothing between %r or %* and the next token")
def a_request_has_no_end(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["%r%s"]


@fault("logs/gin.toml: %s %r: ends with %r, or goes on after %H or %e")
def a_request_is_last(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["%s %r"]


@fault("logs/gin.toml: %s and %s: does not read one status, with %s, %3 or %H")
def a_pattern_reads_two_statuses(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["%s and %s"]


@fault("logs/gin.toml: %s %S: has %S, but also does not say what that counts")
def a_pattern_counts_something_more(files: Files) -> None:
    log_format(files, "gin")["patterns"] = ["%s %S"]


@fault("logs.toml: %t %w: does not end with %e, the line that is inside")
def an_envelope_is_empty(files: Files) -> None:
    of(files, "logs", "envelope", name="time")["patterns"] = ["%t %w"]


@fault("logs: 44: two formats have this rank")
def two_formats_have_one_rank(files: Files) -> None:
    log_format(files, "envoy")["rank"] = 44


@fault("logs: nginx: two formats have this name")
def two_formats_have_one_name(files: Files) -> None:
    log_format(files, "gin")["names"].append("nginx")


@fault("logs: auto: two formats have this name")
def a_format_is_found_by_itself(files: Files) -> None:
    log_format(files, "gin")["names"].append("auto")


@fault("logs.toml: key status: is there twice")
def a_key_is_there_twice(files: Files) -> None:
    of(files, "logs", "key", key="response_code")["key"] = "status"


@fault("logs.toml: envelope cri: is there twice")
def an_envelope_is_there_twice(files: Files) -> None:
    of(files, "logs", "envelope", name="docker")["name"] = "cri"


@fault("logs.toml: docker: has neither or both of patterns and key")
def an_envelope_is_marked_twice(files: Files) -> None:
    of(files, "logs", "envelope", name="docker")["patterns"] = ["%t %e"]


@fault("logs.toml: docker: has only one of key and time_key")
def an_envelope_has_no_time(files: Files) -> None:
    del of(files, "logs", "envelope", name="docker")["time_key"]
