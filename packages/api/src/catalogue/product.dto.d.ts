import { type Product } from '@desideliver/db';
import { z } from 'zod';
export declare const ProductDto: z.ZodObject<{
    id: z.ZodUUID;
    itemCode: z.ZodString;
    name: z.ZodString;
    description: z.ZodString;
    category: z.ZodObject<{
        id: z.ZodUUID;
        name: z.ZodString;
        slug: z.ZodString;
    }, z.core.$strict>;
    brand: z.ZodNullable<z.ZodString>;
    origin: z.ZodNullable<z.ZodString>;
    featured: z.ZodBoolean;
    active: z.ZodBoolean;
    orderUnit: z.ZodString;
    minOrderQuantity: z.ZodInt;
    orderMultiple: z.ZodInt;
    pack: z.ZodNullable<z.ZodObject<{
        unitsPerCase: z.ZodNullable<z.ZodInt>;
        unitSize: z.ZodNullable<z.ZodString>;
        unit: z.ZodNullable<z.ZodEnum<{
            g: "g";
            gal: "gal";
            kg: "kg";
            l: "l";
            lb: "lb";
            ml: "ml";
            oz: "oz";
            pc: "pc";
        }>>;
    }, z.core.$strict>>;
    price: z.ZodNullable<z.ZodString>;
    currency: z.ZodString;
    stockQuantity: z.ZodNullable<z.ZodInt>;
    availability: z.ZodEnum<{
        confirm_on_order: "confirm_on_order";
        in_stock: "in_stock";
        low_stock: "low_stock";
        out_of_stock: "out_of_stock";
    }>;
    version: z.ZodInt;
}, z.core.$strict>;
/** @param product with its category loaded */
export declare function toProductDto(product: Product): z.infer<typeof ProductDto>;
