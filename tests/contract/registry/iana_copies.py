"""Complete files in the layout of IANA's registries, made from tests/contract/facts, for a test to alter."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.sax.saxutils import escape

from core.generate.load import Registry

FACTS = Path(__file__).resolve().parents[1] / "facts"
HTTP_COLUMNS = ["Value", "Description", "Reference"]
ENHANCED_COLUMNS = [
    "Code", "Sample Text", "Associated basic status code", "Description", "Reference", "Submitter", "Change Controller",
]  # fmt: skip
MARKS = {
    "104": " (TEMPORARY - registered 2024-11-13, extension registered 2025-09-15, expires 2026-11-13)",
    "510": " (OBSOLETED)",
}
STATUS_CHANGE = "status-change-http-experiments-to-historic"

# How IANA writes the replies of an enhanced code where they are more than a list of codes.
BASIC = {
    "X.0.0": "Any", "X.3.6": "250 or 251", "X.6.10": "", "X.7.15": "450, 550 (other 4XX or 5XX codes are allowed)",
    "X.7.16": "552 (other 4XX or 5XX codes are allowed)", "X.7.17": "5XX", "X.7.18": "5XX", "X.7.19": "5XX",
    "X.7.24": "451/550", "X.7.28": ".",
}  # fmt: skip

Rows = list[list[str]]


def facts(name: str) -> list[dict[str, str]]:
    with open(FACTS / name, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{key: "" if cell == "\\-" else cell for key, cell in row.items()} for row in rows]


def bracketed(spec: str, section: str = "") -> str:
    name = spec.replace("RFC ", "RFC")
    return f"[{name}, Section {section}]" if section else f"[{name}]"


def http_rows() -> Rows:
    """The lines below the header, gaps as Unassigned."""
    rows, expected = [], 100
    for fact in facts("registry_keys.tsv"):
        if fact["origin"] != "iana":
            continue
        code = int(fact["code"])
        rows += unassigned(expected, code - 1)
        expected = code + 1
        section = fact["section"] if fact["spec"] == "RFC 9110" else ""
        reference = bracketed(fact["spec"], section) + (f"[{STATUS_CHANGE}]" if code == 510 else "")
        rows.append([fact["code"], fact["phrase"] + MARKS.get(fact["code"], ""), reference])
    return rows + unassigned(expected, 599)


def unassigned(first: int, last: int) -> Rows:
    if first > last:
        return []
    return [[str(first) if first == last else f"{first}-{last}", "Unassigned", ""]]


def enhanced_rows(registry: Registry) -> Rows:
    """The lines below the header. The facts have no references, so those are the registry's."""
    specs = {(e["subject"], e["detail"]): e["spec"] for e in registry.systems["smtp"]["enhanced"]}
    rows = []
    for fact in facts("smtp_enhanced.tsv"):
        code = f"X.{fact['subject']}.{fact['detail']}"
        basic = BASIC.get(code, fact["basic"].replace(",", ", ") or "Not given")
        description = "A duplicate of another code and\nthus deprecated." if fact["standing"] == "deprecated" else (
            'The text says "what" went wrong,\nover two lines.')  # fmt: skip
        references = [
            bracketed(spec) + " (Standards Track)" for spec in specs[int(fact["subject"]), int(fact["detail"])]
        ]
        rows.append([code, fact["title"], basic, description, "; ".join(references), "J. Doe", "IESG"])
    return rows


def to_csv(columns: list[str], rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([columns, *rows])
    return out.getvalue().encode()


def http_csv(rows: Rows) -> bytes:
    return to_csv(HTTP_COLUMNS, rows)


def enhanced_csv(rows: Rows) -> bytes:
    return to_csv(ENHANCED_COLUMNS, rows)


def xref(reference: str) -> str:
    document, section = [*re.split(r", Sections? ", reference), ""][:2]
    if document == STATUS_CHANGE:
        return f'<xref type="uri" data="https://datatracker.ietf.org/doc/{document}/">{document}</xref>'
    if not document.startswith("RFC"):
        return f'<xref type="draft" data="{document}"/>'
    return f'<xref type="rfc" data="{document.lower()}"' + (f">{reference}</xref>" if section else "/>")


def http_xml(rows: Rows) -> bytes:
    records = "".join(
        f'<record date="2022-06-08"><value>{value}</value><description>{escape(description)}</description>'
        + "".join(map(xref, re.findall(r"\[([^]]+)\]", references)))
        + "</record>\n"
        for value, description, references in rows
    )
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet type="text/xsl" href="http-status-codes.xsl"?>
<registry xmlns="http://www.iana.org/assignments" id="http-status-codes">
<title>Hypertext Transfer Protocol (HTTP) Status Code Registry</title>
<updated>2025-09-15</updated>
<registry id="http-status-codes-1">
<title>HTTP Status Codes</title>
<xref type="rfc" data="rfc9110">RFC9110, Section 16.2.1</xref>
<registration_rule>IETF Review</registration_rule>
<note>1xx: Informational - Request received, continuing process</note>
{records}</registry>
<people/>
</registry>
""".encode()


def document(id: str, content: str) -> bytes:
    """A file of IANA's, of a date that is newer than ours."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<registry xmlns="http://www.iana.org/assignments" id="{id}">
<title>A registry</title>
<created>2010-01-01</created>
<updated>2026-09-01</updated>
<registry id="something-else"><record><value>0</value><name>OTHER</name></record></registry>
{content}
<people><person id="J_Doe"><name>J. Doe</name><updated>2001-01-01</updated></person></people>
</registry>
""".encode()


BRACKETED = r"\[([^\]]+)\]"

# By system: the ids of the file and of the registry in it, and the tags of the key and of the title.
LAYOUTS = {
    "websocket": ("websocket", "close-code-number", "value", "description"),
    "http2": ("http2-parameters", "error-code", "value", "name"),
    "http3": ("http3-parameters", "http3-parameters-error-codes", "value", "name"),
    "proxy_status": ("http-proxy-status", "http-proxy-error-types", "name", "description"),
    "warning": ("http-warn-codes", "warn-codes", "value", "description"),
}
TITLES = {  # of WebSocket, which the facts have as constants
    "1002": "Protocol error", "1004": "Reserved", "1005": "No Status Rcvd", "1007": "Invalid frame payload data",
    "1010": "Mandatory Ext.", "1015": "TLS handshake", "4000-4999": "Reserved for Private Use",
}  # fmt: skip
NOT_IANAS = {"0-999", "1016-2999", "3000-3999"}


def code_rows(system: str) -> Rows:
    """Key, title, reference and status of each entry, and what IANA says of free numbers."""
    if system == "warning":
        return [[row["code"], row["phrase"], f"RFC7234, Section {row['section']}", ""] for row in facts("warning.tsv")]
    rows = []
    for row in facts("systems.tsv"):
        key, name = row["key"], row["names"].partition(";")[0]
        if row["system"] != system or key in NOT_IANAS or row["third_party"] == "1" or key.startswith(("WT_", "0x")):
            continue
        if system == "websocket":
            title = TITLES.get(key, name.replace("_", " ").title())
            rows.append([key, title, "" if (key > "1011" and key < "1015") or key[0] == "3" else "RFC6455", ""])
        elif system == "proxy_status":
            document = "RFC10036" if key == "incremental_refused" else "RFC9209"
            rows.append([key, "What it says.", document, row["http_status"] or "Any"])
        else:
            number = f"0x{int(row['number']):0{2 if system == 'http2' else 4}x}"
            documents = {"H3_DATAGRAM_ERROR": "RFC9297", "QPACK": "RFC9204, Section 6"}
            h3 = next((text for start, text in documents.items() if key.startswith(start)), "RFC9114, Section 8.1")
            rows.append([number, key, "RFC9113, Section 7" if system == "http2" else h3, ""])
    if system == "websocket":
        rows.append(["1016-2999", "Unassigned", "", ""])
    if system == "http3":
        rows.append(["0x0200-0x02ff", "Reserved", "RFC9114", ""])
    return rows


def code_xml(system: str, rows: Rows) -> bytes:
    id, registry, key_tag, title_tag = LAYOUTS[system]
    records = "".join(
        f'<record date="2015-02-20"><{key_tag}>{key}</{key_tag}><{title_tag}>{escape(title)}</{title_tag}>'
        + (f"<code>{status}</code>" if status else "")
        + '<contact><xref type="person" data="J_Doe"/></contact>'
        + (xref(reference) if reference else "")
        + "</record>\n"
        for key, title, reference, status in ([*row, ""][:4] for row in rows)
    )
    return document(id, f'<registry id="{registry}"><title>Codes</title>{records}</registry>')


def mail_xml(rows: Rows, classes: Rows, subjects: Rows) -> bytes:
    """The three tables of the mail registry."""

    def record(tags: tuple[str, ...], row: list[str]) -> str:
        cells = (
            f"<{tag}>{re.sub(BRACKETED, lambda found: xref(found[1]), escape(cell))}</{tag}>"
            for tag, cell in zip(tags, row, strict=False)
        )
        return f"<record>{''.join(cells)}</record>\n"

    tables = [
        (1, ("code", "summary"), classes),
        (2, ("code", "summary"), subjects),
        (3, ("code", "sample", "basic_code", "description", "reference"), rows),
    ]
    return document(
        "smtp-enhanced-status-codes",
        "".join(
            f'<registry id="smtp-enhanced-status-codes-{number}">\n'
            + "".join(record(tags, row) for row in table)
            + "</registry>\n"
            for number, tags, table in tables
        ),
    )
