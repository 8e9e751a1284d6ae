import type { HttpStatus } from "./httpstatus.mjs";

/** What was found, under the keys of docs/httpstatus.schema.json; or why nothing was, with queries worth a try. */
export type Answer = { readonly query: string; readonly error?: string; readonly hints?: readonly string[] } & Readonly<Record<string, unknown>>;

/** Return the function that answers queries as the command line does with --json. */
export function queries(httpstatus: HttpStatus): (query: string) => Answer;
export function near(text: string, names: Iterable<string>): string[];
