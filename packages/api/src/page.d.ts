import { z } from 'zod';
/** What every list takes. */
export declare const pageInput: {
    limit: z.ZodDefault<z.ZodInt>;
    cursor: z.ZodOptional<z.ZodString>;
};
/** What every list answers. */
export declare const pageOf: <Item extends z.ZodType>(item: Item, id: string) => z.ZodObject<{
    items: z.ZodArray<Item>;
    nextCursor: z.ZodNullable<z.ZodString>;
}, z.core.$strict>;
/**
 * Reads where a page starts. A cursor says which list and order it belongs to, so that one of
 * another sort is refused instead of skipping rows.
 * @param order name of the list's order, such as `products:name`
 * @param length values that make a position in that order, the last of them an id
 * @returns what `findByCursor` takes as `after`
 * @throws DomainError INVALID_CURSOR
 */
export declare function readCursor(cursor: string | undefined, order: string, length: number): {
    after?: string;
};
/** The cursor of the page after this one, or null at the end. */
export declare function nextCursor(page: {
    hasNextPage: boolean;
    endCursor: string | null;
}, order: string): string | null;
