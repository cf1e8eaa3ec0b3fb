import type { RestProcedure } from './procedures.ts';
export interface RestRequest {
    params: Record<string, string>;
    query: Record<string, unknown>;
    body: unknown;
}
/**
 * Builds the function that gathers a procedure's input from path, query and body. The schema is only
 * read, never changed: tRPC goes on refusing `"5"` where a number belongs.
 */
export declare function createInputReader({ input, rest }: RestProcedure): (request: RestRequest) => unknown;
