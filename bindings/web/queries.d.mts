import type { HttpStatus } from "./httpstatus.mjs";

/** What was found, under the keys of docs/httpstatus.schema.json; or why nothing was, with queries worth a try. */
export type Answer = { readonly query: string; readonly error?: string; readonly hints?: readonly string[] } & Readonly<Record<string, unknown>>;

/**
 * Return the function that answers queries as the command line does with --json. Without hints it takes less time where
 * nothing is found.
 */
export function queries(httpstatus: HttpStatus): (query: string, withHints?: boolean) => Answer;
/** Return an answer as JSON, with numbers for the few bigints of records. */
export function json(answer: unknown, indent?: number): string;
export function near(text: string, names: Iterable<string>): string[];
