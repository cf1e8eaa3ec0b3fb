import type { Category } from '@desideliver/db';
import { z } from 'zod';
export declare const CategoryRefDto: z.ZodObject<{
    id: z.ZodUUID;
    name: z.ZodString;
    slug: z.ZodString;
}, z.core.$strict>;
export declare const CategoryDto: z.ZodObject<{
    id: z.ZodUUID;
    name: z.ZodString;
    slug: z.ZodString;
    description: z.ZodString;
    active: z.ZodBoolean;
    productCount: z.ZodInt;
}, z.core.$strict>;
export declare const toCategoryRefDto: ({ id, name, slug }: Category) => z.infer<typeof CategoryRefDto>;
