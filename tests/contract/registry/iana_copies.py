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
    document, _, section = reference.partition(", Section ")
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
