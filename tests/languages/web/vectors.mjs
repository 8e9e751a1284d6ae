// What the tests read: queries.txt, and the vectors that every language runs.
import { readFileSync } from "node:fs";

const ESCAPES = { t: "\t", r: "\r", n: "\n", 0: "\0", "\\": "\\" };
const file = (path) => readFileSync(new URL(path, import.meta.url));

/** The queries, each a string. */
export function queries() {
  const lines = file("queries.txt").toString().split("\n").slice(0, -1);
  const found = lines.filter((line) => !line.startsWith("#"));
  return found.map((line) =>
    line.replace(/\\(?:u([0-9a-f]{4})|(.?))/g, (_, hex, c) => {
      if (!hex && !(c in ESCAPES)) throw new Error(`queries.txt: unknown escape in ${line}`);
      return hex ? String.fromCharCode(parseInt(hex, 16)) : ESCAPES[c];
    }),
  );
}

/** A cell as bytes, or null for nothing; see tests/contract/vectors/README.md. */
function cell(text) {
  if (text === "\\-") return null;
  const plain = text.replace(/\\(?:\{(\d+) ([^}]*)\}|x(..)|(.))/g, (_, count, repeated, hex, c) =>
    count ? repeated.repeat(Number(count)) : hex ? String.fromCharCode(parseInt(hex, 16)) : ESCAPES[c],
  );
  return Buffer.from(plain, "latin1");
}

/** The rows of a file of vectors, each with a place to name when it fails. */
export function rows(name) {
  const [head, ...lines] = file(`../../contract/vectors/${name}.tsv`).toString("latin1").split("\n").slice(0, -1);
  const columns = head.split("\t");
  const found = [];
  lines.forEach((line, i) => {
    if (line.startsWith("#")) return;
    const row = { at: `${name}.tsv:${i + 2}`, bytes: {} };
    line.split("\t").forEach((text, column) => {
      const bytes = cell(text);
      row.bytes[columns[column]] = bytes;
      row[columns[column] === "at" ? "position" : columns[column]] = bytes === null ? null : bytes.toString();
    });
    found.push(row);
  });
  return found;
}
