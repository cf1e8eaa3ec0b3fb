import { z } from 'zod';
import type { Access, RestMeta } from './meta.ts';
export interface ListedProcedure {
    /** As tRPC knows it, such as `orders.create`. */
    name: string;
    type: string;
    access: Access | undefined;
    rest: RestMeta | undefined;
    input: z.ZodObject | null;
    hasOutput: boolean;
}
export type RestProcedure = ListedProcedure & {
    rest: RestMeta;
};
/** Every procedure of the router, in its order. */
export declare function listProcedures(): ListedProcedure[];
/** The procedures with a REST twin: all but subscriptions. */
export declare const listRestProcedures: () => RestProcedure[];
