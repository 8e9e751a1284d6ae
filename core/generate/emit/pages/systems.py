"""Write the reference's pages on the related systems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ...load import Registry
from .markdown import Page, anchor, escape, link_documents, link_reference, table

# Page, title, and what the index says of it.
CONTENTS = (
    ("warning", "Warning codes", "the numbers of the Warning header field, now obsolete"),
    ("smtp", "SMTP replies", "reply codes and enhanced mail status codes"),
    ("iis", "IIS sub-codes", "the number after the dot in 404.13, which IIS logs"),
    ("cloudflare", "Cloudflare errors", "the 1xxx numbers in the body of its error pages"),
    ("grpc", "gRPC", "the two maps between its codes and HTTP's"),
    ("retry", "Retry policies", "which codes well-known clients retry automatically"),
)

Entry = dict[str, Any]


def codes_of(text: str) -> set[int]:
    """The codes of a set such as 429,5xx or 500-504; what the registry's lint lets through."""
    codes: set[int] = set()
    for number, term in enumerate(text.split(",")):
        first, _, last = term.lstrip("!").partition("-")
        span = range(int(first.replace("x", "0")), int((last or first).replace("x", "9")) + 1)
        if term.startswith("!"):
            codes = codes - set(span) if number else set(range(100, 600)) - set(span)
        else:
            codes |= set(span)
    return codes


def _remarks(entry: Entry, *more: str) -> str:
    """The explanation, and behind it what else there is to say."""
    texts = [entry.get("explanation", ""), *more, entry.get("note", "")]
    return escape(" ".join(filter(None, texts)))


def _span(entry: Entry) -> str:
    first, last = entry["first"], entry["last"]
    return str(first) if first == last else f"{first}-{last}"


class Systems:
    def __init__(
        self, registry: Registry, banner: str, code_link: Callable[[int], str], source_links: Callable[[list[str]], str]
    ) -> None:
        self.systems = registry.systems
        self.known = {meaning.code for meaning in registry.meanings}
        self.banner, self.code_link, self.source_links = banner, code_link, source_links

    def _page(self, name: str) -> Page:
        title = next(title for page, title, _ in CONTENTS if page == name)
        page = Page(title, self.banner)
        page.text("[All codes](../registry.md)")
        return page

    def _sources(self, entry: Entry) -> str:
        return self.source_links(entry.get("sources", []))

    def warning(self) -> str:
        page, rules = self._page("warning"), self.systems["warning"]["warning_rules"]
        page.text(escape(rules["status"]))
        page.lines(f"- {escape(rules[key])}" for key in ("transient", "persistent"))
        for entry in self.systems["warning"]["warning"]:
            page.text(anchor(f"warning-{entry['code']}"))
            page.heading(f"{entry['code']} {escape(entry['phrase'])}", 2)
            page.text(escape(entry["explanation"]))
            page.text(escape(entry["definition"]))
            if "note" in entry:
                page.text(f"*Note:* {escape(entry['note'])}")
            facts = [
                ["Persistent", "yes" if entry["persistent"] else "no"],
                ["Defined in", link_reference(f"{entry['spec']} {entry['section']}")],
                ["Also in", ", ".join(map(link_reference, entry["other_specs"]))],
                ["Obsoleted by", link_reference(entry["obsoleted_by"])],
            ]
            if "former_code" in entry:
                facts.append(["Former code", str(entry["former_code"])])
            facts.append(["Sources", self._sources(entry)])
            page.lines(table(["Constant", f"`{entry['name']}`"], facts))
        return page.done()

    def smtp(self) -> str:
        page, smtp = self._page("smtp"), self.systems["smtp"]
        page.text(
            "A reply begins with three digits: the class, the category and the rest. An enhanced code, such as 5.1.1, "
            "may follow: class, subject and detail."
        )
        for heading, digit, entries in (
            ("Classes of replies", "{}yz", smtp["reply_class"]),
            ("Categories of replies", "x{}z", smtp["reply_category"]),
        ):
            page.heading(heading, 2)
            columns = ["Digit", "Title", "Meaning"] if "explanation" in entries[0] else ["Digit", "Title"]
            page.lines(
                table(
                    columns,
                    [[digit.format(e["digit"]), escape(e["title"]), _remarks(e)][: len(columns)] for e in entries],
                )
            )
        page.heading("Replies", 2)
        rows, seen = [], set()
        for e in smtp["reply"]:
            mark = "" if e["code"] in seen else anchor(f"smtp-{e['code']}")
            seen.add(e["code"])
            spec = link_documents(e["spec"]) if "spec" in e else ""
            rows.append([mark + str(e["code"]), escape(e["title"]), _remarks(e), e["standing"], spec, self._sources(e)])
        page.lines(table(["Code", "Title", "Meaning", "Standing", "Defined in", "Sources"], rows))

        for heading, key, entries in (
            ("Classes of enhanced codes", "digit", smtp["enhanced_class"]),
            ("Subjects of enhanced codes", "number", smtp["enhanced_subject"]),
        ):
            page.heading(heading, 2)
            pattern = "{}.x.x" if key == "digit" else "x.{}.x"
            rows = [[pattern.format(e[key]), escape(e["title"]), _remarks(e), self._sources(e)] for e in entries]
            page.lines(table(["Code", "Title", "Meaning", "Sources"], rows))
        page.heading("Enhanced codes", 2)
        rows = []
        for e in smtp["enhanced"]:
            code = f"{e['subject']}.{e['detail']}"
            basic = ", ".join([*map(str, e["basic"]), *filter(None, [escape(e.get("basic_note", ""))])])
            registered = f"IANA's sample text: {e['registered']}." if e.get("registered") else ""
            rows.append([
                f"{anchor('enhanced-' + code.replace('.', '-'))}x.{code}", escape(e["title"]), _remarks(e, registered),
                basic, e["standing"], ", ".join(map(link_reference, e["spec"])), self._sources(e),
            ])  # fmt: skip
        page.lines(table(["Code", "Title", "Meaning", "Replies", "Standing", "Defined in", "Sources"], rows))
        page.heading("What a refusal means for the sender", 2)
        page.text("The first row that matches decides. A row without an enhanced code or a command matches any.")
        rows = []
        for e in self.systems["smtp_situations"]["situation"]:
            told = [", ".join(map(str, e.get(key, ()))) for key in ("replies", "enhanced", "commands", "says")]
            origin = link_documents(e["spec"]) if "spec" in e else ", ".join(e["servers"])
            rows.append(
                [escape(e["title"]), *map(escape, told), e["party"], e["action"], escape(e["explanation"]), origin]
            )
        columns = ["Situation", "Replies", "Enhanced", "Commands", "Words", "Party", "Action", "Meaning", "Source"]
        page.lines(table(columns, rows))

        page.heading("Pairs seen in mail logs", 2)
        page.text("A pair agrees if IANA's registry lists the reply code for the enhanced code.")
        rows = []
        for e in smtp["pairing"]:
            enhanced = f"[{e['class']}.{e['subject']}.{e['detail']}](#enhanced-{e['subject']}-{e['detail']})"
            reply = f"[{e['code']}](#smtp-{e['code']})"
            rows.append([reply, enhanced, escape(e["text"]), "yes" if e["agrees"] else "no", _remarks(e)])
        page.lines(table(["Reply", "Enhanced", "Text", "Agrees", "Note"], rows))
        return page.done()

    def iis(self) -> str:
        page, seen = self._page("iis"), set()
        page.text(
            "IIS writes the reason of an error after a dot. The sub-code is in its log, as sc-substatus, and on "
            "detailed error pages, never in the status line."
        )
        entries = self.systems["iis"]["substatus"]
        for code in dict.fromkeys(e["code"] for e in entries):
            page.text(anchor(f"iis-{code}"))
            page.heading(self.code_link(code), 2)
            rows = []
            for e in (e for e in entries if e["code"] == code):
                number = f"{code}.{e['sub']}"
                mark = "" if number in seen else anchor(f"iis-{number.replace('.', '-')}")
                seen.add(number)
                rows.append([mark + number, escape(e["title"]), _remarks(e), escape(e["since"]), self._sources(e)])
            page.lines(table(["Code", "Title", "What to do", "Listed for", "Sources"], rows))
        return page.done()

    def cloudflare(self) -> str:
        page, seen = self._page("cloudflare"), set()
        page.text("The number is in the body of an error page; the status line has an HTTP status code.")
        rows = []
        for e in self.systems["cloudflare"]["error"]:
            mark = "" if e["code"] in seen else anchor(f"cloudflare-{e['code']}")
            seen.add(e["code"])
            status = self.code_link(e["http_status"]) if "http_status" in e else ""
            status += " (inferred)" * e["status_inferred"]
            retry = f"{e['retry_after']} s" if "retry_after" in e else ""
            rows.append([mark + str(e["code"]), escape(e["title"]), _remarks(e), status, retry, self._sources(e)])
        page.lines(table(["Code", "Title", "Meaning", "Status", "Retry-After", "Sources"], rows))
        return page.done()

    def grpc(self) -> str:
        page, grpc = self._page("grpc"), self.systems["grpc"]
        page.text(escape(grpc["grpc_rules"]["note"]))
        page.heading("From gRPC to HTTP", 2)
        names = {e["number"]: e["name"] for e in grpc["grpc"]}
        rows = []
        for e in grpc["grpc"]:
            number = anchor(f"grpc-{e['number']}") + str(e["number"])
            title = " ".join(filter(None, [e["title"] + "." * ("note" in e), e.get("note", "")]))
            rows.append([number, f"`{e['name']}`", escape(title), self.code_link(e["http"]), self._sources(e)])
        page.lines(table(["Number", "Name", "Meaning", "HTTP", "Sources"], rows))
        page.heading("From HTTP to gRPC", 2)
        rows = [
            [self.code_link(e["http"]), f"[{names[e['grpc']]}](#grpc-{e['grpc']})", _remarks(e), self._sources(e)]
            for e in grpc["http_to_grpc"]
        ]
        default = grpc["http_to_grpc_default"]
        rows.append(["all others", f"[{names[default['grpc']]}](#grpc-{default['grpc']})", _remarks(default), ""])
        page.lines(table(["HTTP", "gRPC", "Note", "Sources"], rows))
        page.heading("Maps of other systems", 2)
        page.text(
            "`map_to_http` and `map_from_http` take a map by its name. This is what each map does not share with the "
            "tables above."
        )
        page.lines(table(["Name", "Of", "To HTTP", "From HTTP", "Note", "Sources"], list(self._grpc_maps(grpc, names))))
        return page.done()

    def _grpc_maps(self, grpc: dict[str, Any], names: dict[int, str]) -> Iterator[list[str]]:
        for found in grpc["grpc_map"]:
            sent = [e for e in grpc["grpc_map_to"] if e["map"] == found["id"]]
            read = [e for e in grpc["grpc_map_from"] if e["map"] == found["id"]]
            others = f"all others {names.get(found['others'], 'none')}"
            yield [
                f"`{found['id']}`",
                escape(found["title"]),
                "<br>".join(f"{names[e['grpc']]} {e['http'] or 'none'}" for e in sent),
                "<br>".join([*(f"{_span(e)} {names.get(e['grpc'], 'none')}" for e in read), *[others] * bool(read)]),
                _remarks(found),
                self._sources(found),
            ]

    def retry(self) -> str:
        page, rows = self._page("retry"), []
        page.text(
            "The codes that each client retries by default, in the version of that month. The sets differ, so choose a "
            "client by name."
        )
        for e in self.systems["retry"]["policy"]:
            codes = re.sub(r"(?<!\d)\d{3}(?!\d)", self._linked, e["codes"]).replace(",", ", ")
            methods = ", ".join(e["methods"]) or "any"
            name = f"{anchor('retry-' + e['id'])}`{e['id']}`"
            rows.append([
                name, escape(e["client"]), e["version"], codes, methods, escape(e.get("rule", "")), self._sources(e),
            ])  # fmt: skip
        page.lines(table(["Id", "Client", "Read", "Codes", "Methods", "Rule", "Sources"], rows))
        return page.done()

    def _linked(self, found: re.Match[str]) -> str:
        """A code without its title, as policies name many."""
        link = self.code_link(int(found[0])) if int(found[0]) in self.known else found[0]
        return re.sub(r"^\[(\d{3}) .*\]\(", r"[\1](", link)


def emit_pages(
    registry: Registry, banner: str, code_link: Callable[[int], str], source_links: Callable[[list[str]], str]
) -> dict[str, str]:
    """Each page, by its name in docs/registry without .md."""
    pages = Systems(registry, banner, code_link, source_links)
    return {name: getattr(pages, name)() for name, _, _ in CONTENTS}
