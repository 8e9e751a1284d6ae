// What the types allow, and with @ts-expect-error what they refuse; `make test-web` compiles this file without running it.
import { load } from "../../../bindings/web/httpstatus.mjs";
import type { HttpStatus, Meaning, Standing } from "../../../bindings/web/httpstatus.mjs";
import { queries } from "../../../bindings/web/queries.mjs";

const httpstatus: HttpStatus = await load(new Uint8Array());
const phrase: string = httpstatus.phrase(404) + httpstatus.phrase(413, "rfc2616") + httpstatus.phrase(404n);
const meanings: readonly Meaning[] = httpstatus.meanings(499);
const standing: Standing | undefined = meanings[0]?.standing;
const last: number | bigint | null | undefined = httpstatus.systems.explain("h2", 7)[0]?.last;
const within: boolean = httpstatus.set("2xx").union(httpstatus.set("304")).has(304);
const situation: string | undefined = httpstatus.smtp.parse("550 5.1.1 User unknown").situation?.title;
const log = httpstatus.log("auto", true);
log.feed(new Uint8Array());
const bins = log.finish().times?.bins.length;
const text: string = queries(httpstatus)("404").query;
export const used = [phrase, standing, last, within, situation, bins, text];

httpstatus.is_retryable(503, { method: "GET" }) || httpstatus.is_retryable(503, { idempotent: false });
// @ts-expect-error either of the two says it
httpstatus.is_retryable(503, { method: "GET", idempotent: true });
// @ts-expect-error a code is a number
httpstatus.phrase("404");
// @ts-expect-error an origin is a text
httpstatus.lookup(404, 499);
// @ts-expect-error there is no such standing
httpstatus.registry("iana", "usual");
// @ts-expect-error records do not change
if (meanings[0]) meanings[0].code = 1;
// @ts-expect-error there is no such function
httpstatus.phrases(404);
