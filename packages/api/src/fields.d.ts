import { z } from 'zod';
/** Text of one line that a person typed: trimmed, not empty, and without what no keyboard types. */
export declare const line: (max: number) => z.ZodString;
/** Text that may have several lines. */
export declare const paragraph: (max: number) => z.ZodString;
/** Whole cases. */
export declare const quantity: z.ZodInt;
/** Exact decimal text, such as `"121.50"`. */
export declare const decimal: z.ZodString;
/** A moment: a `Date` through tRPC, ISO 8601 UTC through REST. Stored answers are read back from text. */
export declare const moment: z.ZodCoercedDate<unknown>;
/** A calendar day, `YYYY-MM-DD`. */
export declare const day: z.ZodISODate;
