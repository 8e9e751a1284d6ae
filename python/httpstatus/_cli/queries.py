"""What a query of the command line asks for: the answer as data, which the texts and the JSON are both made from.

An answer is a dict. It has the query, and then what was found, under the keys that docs/httpstatus.schema.json
describes; or the error, with other queries that are worth a try.

`make generate` writes the constants of this file to bindings/web/query_words.mjs, for the same queries in JavaScript.
"""

from __future__ import annotations

import httpstatus
from httpstatus import StatusClass, StatusSet, UnknownStatusError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeAlias

    Answer: TypeAlias = dict[str, Any]

LARGEST = 999  # of the numbers that may be status codes
LONGEST_NUMBER = 9  # digits; no number of any system has as many, and int() takes quadratic time for long ones
COPIED = " \t\r\n,;:.'\"`()[]{}<>"  # what may be copied along with a query, as in "404:" and "(404)"
SIGNS = "-_/%!*?=&#@|~^$+\\"  # a query of these alone is an attempt to see what there is
NOT_QUERIES = {"help": "--help", "version": "--version"}  # words that people try, and the options that they mean
COMMON_WORDS = {"bad", "error", "not", "request", "requested", "too", "many", "no", "the", "a", "to", "by", "for", "of"}
SHORTEST_WORD = 4  # characters; shorter ones begin too many words for a search to be of help
LONGEST_RESPELLED = 80  # characters; what is longer was not typed
FROM_MAIL = ("from-log", "from-bounce", "no-code")  # repairs that only a line of a mail server needs
PREDICATES = (
    "is_registered",
    "is_known",
    "is_informational",
    "is_success",
    "is_redirection",
    "is_client_error",
    "is_server_error",
    "is_error",
    "allows_content",
    "is_heuristically_cacheable",
    "is_followable_redirect",
    "preserves_method",
    "is_permanent_redirect",
    "is_retryable",
)
RETRYABLE_ANY = "is_retryable_any"  # is_retryable(code, idempotent=False)


class Nothing(Exception):
    """A query that finds nothing: the message, and queries that are worth a try."""

    def __init__(self, message: str, hints: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.hints = list(hints)


def answer(query: str) -> Answer:
    """The answer to a query; it has an "error" where nothing was found."""
    text = query.strip()
    made = _try(text)
    bare = text.strip(COPIED)
    if "error" in made and bare not in ("", text):
        without = _try(bare)
        if "error" not in without or not made["hints"]:
            made = without
    if "error" in made and not bare.strip(SIGNS):
        made["hints"] = made["hints"] or ["--help"]
    return {"query": query, **made}


def _try(text: str) -> Answer:
    try:
        return _find(text)
    except Nothing as nothing:
        return {"error": str(nothing), "hints": nothing.hints}
    except ValueError as error:  # UnknownStatusError is one
        return {"error": str(error), "hints": []}


def _find(text: str) -> Answer:
    if text and set(text[1:].lower()) <= set("x*?") and text[0] in "12345" and len(text) < 4:
        text = f"{text[0]}xx"  # 5, 5x, 4**
    elif len(text) == 3 and text[-1] in "xX*?" and text[:2].isascii() and text[:2].isdigit():
        text = f"{text[:2]}0-{text[:2]}9"  # 50x
    if not text:
        raise Nothing("an empty query asks for nothing")
    quoted = httpstatus.smtp.find(text)
    if quoted and set(FROM_MAIL) & set(quoted.repaired) and " " in text:
        return {"smtp_reply": quoted}
    prefix, colon, rest = text.partition(":")
    if colon and prefix[:1].isalpha() and prefix.replace("-", "").replace("_", "").isalnum():
        return _of_system(prefix.lower(), rest.strip())
    if text[:5].upper() == "HTTP/":
        return _of_status_line(text.partition("\n")[0])
    if text[0].isascii() and (text[0].isdigit() or text[0] in "!xX"):
        found = _of_number(text) or _of_dotted(text) or _of_set(text) or _of_reply(text)
        if found:
            return found
    return _of_words(text)


# ---- Status codes ----


def number(text: str) -> int | None:
    """The number that a text of digits is, else None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def status(code: int) -> Answer:
    """What is known about a code, in all its meanings."""
    predicates = {name: getattr(httpstatus, name)(code) for name in PREDICATES}
    predicates[RETRYABLE_ANY] = httpstatus.is_retryable(code, idempotent=False)
    status_class = httpstatus.status_class(code)
    grpc = httpstatus.grpc
    return {
        "code": code,
        "class": status_class.name if status_class else None,
        "label": httpstatus.label(code),
        "effective": httpstatus.effective(code),
        "predicates": predicates,
        "retried_by": list(httpstatus.retry.clients(code)),
        "grpc": {
            "from_http": grpc.lookup(grpc.from_http(code)).name,
            "to_http": [each.name for each in grpc.codes() if each.http == code],
        },
        "elsewhere": _elsewhere(code),
    }


def _elsewhere(code: int) -> list[str]:
    """The queries that show what the same number is in other systems."""
    found = []
    if any(each.code == code for each in httpstatus.iis.substatuses()):
        found.append(f"iis:{code}")
    if httpstatus.smtp.replies(code):
        found.append(f"smtp:{code}")
    if code in (each.code for each in httpstatus.warning.codes()):
        found.append(f"warning:{code}")
    return found + _in_systems(code)


def _in_systems(number: int) -> list[str]:
    """The queries for a number that no status code is; the file of that is loaded for those only."""
    if number <= LARGEST:
        return []
    from .systems import elsewhere

    return elsewhere(number)


def _of_code(code: int) -> Answer:
    meanings = httpstatus.meanings(code)
    if meanings:
        return {"status": status(code), "meanings": meanings}
    if httpstatus.cloudflare.errors(code):
        others = _in_systems(code)
        return {"cloudflare_errors": httpstatus.cloudflare.errors(code), **({"elsewhere": others} if others else {})}
    treated = httpstatus.effective(code)
    inside = httpstatus.status_class(code) is not None
    raise Nothing(
        f"status code {code} has no known meaning; "
        + ("" if inside else "it is outside the five classes, and ")
        + f"a recipient treats it as {treated} {httpstatus.phrase(treated)}",
        _elsewhere(code),
    )


def _of_number(text: str) -> Answer | None:
    code = number(text)
    if code is None and text.isascii() and text.isdigit():
        raise Nothing(f"a number of {len(text)} digits is not a status code")
    return None if code is None else _of_code(code)


def _of_set(text: str) -> Answer | None:
    """A class, "4xx", or any other set: "500-504", "2xx,!204"."""
    try:
        codes = StatusSet(text)
    except ValueError:
        return None
    meanings = [meaning for meaning in httpstatus.registry() if meaning.code in codes]
    for each in StatusClass:
        if text.lower() == each.label:
            return {"class": _class(each), "meanings": meanings}
    if not meanings:
        raise Nothing(f"none of the codes {text!r} is known")
    return {"set": str(codes), "meanings": meanings}


def _class(status_class: Any) -> Answer:
    fields = ("name", "label", "title", "section", "explanation", "definition")
    return {"digit": int(status_class), **{field: getattr(status_class, field) for field in fields}}


def _of_status_line(text: str) -> Answer:
    line = httpstatus.parse_status_line(text)
    return {"status_line": line, **_of_code(line.code)}


def _names(meaning: Any) -> set[str]:
    """What a meaning is called, in one spelling."""
    names = (meaning.phrase, meaning.name, *meaning.former_phrases, *meaning.former_names, *meaning.aliases)
    return {_spelt(name) for name in names if name}


def _spelt(name: str) -> str:
    return name.lower().replace("_", " ").replace("-", " ").replace("'", "")


def _of_words(text: str) -> Answer:
    """A class by its name, a phrase or a name; else an origin or a system."""
    for each in StatusClass:
        if _spelt(text) in (_spelt(each.name), _spelt(each.title)):
            return _of_set(each.label) or {}
    try:
        return _of_code(httpstatus.code(text))
    except UnknownStatusError as error:
        unknown = error
    from . import systems

    found = systems.of_spelling(text)
    if found:
        return found
    word = text.lower()
    if word in SYSTEMS or word in httpstatus.origins() or systems.named(word):
        return _of_system(word, "")
    hints = [f"grpc:{each.name}" for each in httpstatus.grpc.codes() if _spelt(each.name) == _spelt(text)]
    if word in (each.id for each in httpstatus.retry.policies()):
        hints.append(f"retry:{word}")
    hints += systems.hints(text)
    if word in NOT_QUERIES:
        raise Nothing(str(unknown), [NOT_QUERIES[word]])
    names = [*httpstatus.origins(), *SYSTEMS, *systems.names()]
    parts = [name for name in names if word in name.split("-")]
    near = parts or (_near(word, names) if len(text) >= SHORTEST_WORD else [])
    hints += [name for name in dict.fromkeys(near) if name not in hints]
    if not near and len(text) >= SHORTEST_WORD and not hints:
        hints += respelled(text)
    if not near and not hints and len(text) >= SHORTEST_WORD:
        hints += [f"{meaning.origin}:{meaning.code}" for meaning in httpstatus.search(text)[:3]]
    raise Nothing(str(unknown), hints) from None


def respelled(text: str) -> list[str]:
    """What a text of misspelled words may be meant for: a search, or a meaning if it alone has the words."""
    if len(text) > LONGEST_RESPELLED or httpstatus.search(text):  # each word takes milliseconds
        return []
    words: set[str] = set()
    for meaning in httpstatus.registry():
        for name in (meaning.phrase, meaning.name, meaning.origin, *meaning.uses):
            words.update("".join(each if each.isalnum() else " " for each in name.lower()).split())
    near = [[word] if word in words else _near(word, sorted(words)) for word in _spelt(text).split()]
    hints: list[str] = []
    for right in near[0] if len(near) == 1 else [" ".join(each[0] for each in near if each)]:
        found = httpstatus.search(right)
        if len({meaning.code for meaning in found}) == 1:
            hints.append(f"{found[0].origin}:{found[0].code}")
        elif found:
            hints.append(f"search {right}")
    return list(dict.fromkeys(hints))


# ---- Origins and related systems: prefix:rest ----


def _of_system(prefix: str, rest: str) -> Answer:
    system = SYSTEMS.get(prefix)
    if system:
        return system(rest)
    from . import systems

    id = systems.named(prefix)
    if id:
        return _of_codes(id, rest)
    try:
        return _of_origin(prefix, rest)
    except UnknownStatusError as error:
        near = _near(prefix, [*httpstatus.origins(), *SYSTEMS, *systems.names()])
        hints = [f"{name}:{rest}" for name in dict.fromkeys(near)]
        hints = [hint for hint in hints if "error" not in _try(hint)] or near[:1]
        raise Nothing(str(error), [] if rest.startswith("//") else hints) from None


def _of_codes(id: str, rest: str) -> Answer:
    """A code of a system in httpstatus.systems, or one of the origin of that name."""
    from . import systems

    found = systems.of_system(id, rest)
    is_origin = id in httpstatus.origins()
    if found:
        return {**_of_origin(id, ""), **found} if is_origin and not rest else found
    if is_origin and rest[0].isdigit():
        return _of_origin(id, rest)
    raise Nothing(*systems.complaint(id, rest))


def _is_iana(meaning: Any) -> bool:
    return bool(meaning.origin == "iana")


def _near(word: str, names: Iterable[str]) -> list[str]:
    """The names nearest to a word; difflib takes a while to load, so it is for errors only."""
    from difflib import get_close_matches

    return get_close_matches(word[:64], list(names), 3)


def _of_origin(prefix: str, rest: str) -> Answer:
    origin = httpstatus.origin(prefix)
    every = list(httpstatus.registry(origin.id))
    if not rest:
        return {"origin": origin, "meanings": every}
    code = number(rest)
    if code is None:
        found = [meaning for meaning in every if _spelt(rest) in _names(meaning)]
        code = found[0].code if found else None
    if code is not None:
        own = [meaning for meaning in httpstatus.meanings(code) if meaning.origin == origin.id]
        if own:
            return {"status": status(code), "meanings": own}
    elif rest[0].isdigit() or rest[0] == "!":
        some = [meaning for meaning in every if meaning.code in StatusSet(rest)]
        if some:
            return {"origin": origin, "set": str(StatusSet(rest)), "meanings": some}
    near = _near(_spelt(rest), {_spelt(meaning.name): meaning for meaning in every})
    hints = [f"{origin.id}:{name}" for name in near] or [origin.id]
    raise Nothing(f"{origin.id} is not known to give {rest!r} a meaning", hints)


def _of_warning(rest: str) -> Answer:
    warning = httpstatus.warning
    if not rest:
        return {"warnings": warning.codes()}
    code = number(rest)
    if code is not None:
        return {"warnings": (warning.lookup(code),)}
    values = warning.parse(rest)
    given = {value.code for value in values}
    return {"warning_values": values, "warnings": [each for each in warning.codes() if each.code in given]}


def _of_smtp(rest: str) -> Answer:
    smtp = httpstatus.smtp
    if not rest:
        return {"smtp_replies": smtp.replies()}
    code = number(rest)
    if code is not None:
        smtp.reply(code)  # raises, with a word about what the first digit says
        return {"smtp_replies": smtp.replies(code)}
    return _of_enhanced(rest) or {"smtp_reply": smtp.parse(rest)}


def _of_enhanced(text: str) -> Answer | None:
    """ "5.1.1", or "x.1.1" for the detail in every class."""
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isalnum() and part.isascii() for part in parts):
        return None
    if parts[0] in "xX":
        wanted = text.lower()
        found = [each for each in httpstatus.smtp.details() if each.code == wanted]
        if not found:
            raise Nothing(f"unknown enhanced status code {text!r}")
        return {"smtp_enhanced": found}
    return {"smtp_enhanced": (httpstatus.smtp.enhanced(text),)}


def _of_dotted(text: str) -> Answer | None:
    """A sub-status of IIS or an enhanced status code; nothing else has dots between numbers."""
    before, dot, after = text.partition(".")
    if dot and len(before) == 3 and number(before) is not None and number(after) is not None:
        return _of_iis(text)
    return _of_enhanced(text)


def _of_reply(text: str) -> Answer | None:
    """ "550 5.1.1 User unknown": a mail server's reply, beside what HTTP gives the number if that may be meant.

    The likelier of the two comes first: HTTP, if the text resembles one of the phrases that it has for the number.
    """
    code = number(text[:3])
    if code is None or text[3:4] not in (" ", "-"):
        return None
    try:
        reply = httpstatus.smtp.parse(text)
    except ValueError:
        if text[3] == "-" or "\n" in text:
            raise
        return None
    meanings = httpstatus.meanings(code)
    reason = _spelt(text[4:].strip())
    if any(reason in _names(meaning) for meaning in meanings):
        return None
    if reply.enhanced or text[3] == "-" or "\n" in text:
        return {"smtp_reply": reply}
    if not httpstatus.smtp.replies(code):
        return None
    in_http = {"status": status(code), "meanings": meanings} if meanings else {}
    in_smtp = {"smtp_reply": reply}
    return {**in_http, **in_smtp} if _resembles(reason, meanings) else {**in_smtp, **in_http}


def _resembles(text: str, meanings: Iterable[Any]) -> bool:
    """Whether a text has half of the words of a phrase, other than those that mail servers say as often."""
    words = {word.strip(".,:;!()") for word in text.split()}
    for name in {name for meaning in meanings for name in _names(meaning)}:
        own = set(name.split())
        if own and len(own & words - COMMON_WORDS) * 2 >= len(own):
            return True
    return False


def _of_iis(rest: str) -> Answer:
    iis = httpstatus.iis
    if not rest:
        return {**_of_origin("iis", ""), "iis_substatuses": iis.substatuses()}
    if "." in rest:
        found = iis.substatuses(rest)
        if not found:
            raise Nothing(f"unknown IIS sub-status {rest!r}", [f"iis:{rest.partition('.')[0]}"])
        return {"iis_substatuses": found}
    code = number(rest)
    subs = [each for each in iis.substatuses() if each.code == code]
    if code is None or not subs:
        return _of_origin("iis", rest)
    own = [meaning for meaning in httpstatus.meanings(code) if meaning.origin == "iis"]
    return {**({"status": status(code), "meanings": own} if own else {}), "iis_substatuses": subs}


def _of_cloudflare(rest: str) -> Answer:
    cloudflare = httpstatus.cloudflare
    if not rest:
        return {**_of_origin("cloudflare", ""), "cloudflare_errors": cloudflare.errors()}
    code = number(rest)
    if code is not None and len(rest) > 3:
        cloudflare.error(code)  # raises
        return {"cloudflare_errors": cloudflare.errors(code)}
    return _of_origin("cloudflare", rest)


def _of_grpc(rest: str) -> Answer:
    grpc = httpstatus.grpc
    if not rest:
        return {"grpc_codes": grpc.codes()}
    code = number(rest)
    try:
        return {"grpc_codes": (grpc.lookup(rest if code is None else code),)}
    except UnknownStatusError as error:
        near = _near(rest.upper().replace(" ", "_").replace("-", "_"), (each.name for each in grpc.codes()))
        raise Nothing(str(error), [f"grpc:{name}" for name in near]) from None


def _of_retry(rest: str) -> Answer:
    retry = httpstatus.retry
    if not rest:
        return {"retry_policies": retry.policies()}
    if rest[0].isdigit():
        codes = StatusSet(rest)
        found = [each for each in retry.policies() if each.codes & codes]
        if not found:
            raise Nothing(f"no client that is known here repeats {rest}")
        return {"retry_policies": found}
    try:
        return {"retry_policies": (retry.policy(rest.lower()),)}
    except UnknownStatusError as error:
        near = _near(rest.lower(), (each.id for each in retry.policies()))
        raise Nothing(str(error), [f"retry:{name}" for name in near]) from None


SYSTEMS: dict[str, Callable[[str], Answer]] = {
    "warning": _of_warning,
    "smtp": _of_smtp,
    "iis": _of_iis,
    "cloudflare": _of_cloudflare,
    "grpc": _of_grpc,
    "retry": _of_retry,
}
