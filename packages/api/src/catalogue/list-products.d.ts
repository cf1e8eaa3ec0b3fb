export declare const listProducts: import("@trpc/server").TRPCQueryProcedure<{
    input: {
        limit?: number | undefined;
        cursor?: string | undefined;
        search?: string | undefined;
        category?: string | undefined;
        availability?: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock" | undefined;
        brand?: string | undefined;
        featured?: boolean | undefined;
        sort?: "-name" | "itemCode" | "name" | "newest" | undefined;
    };
    output: {
        items: {
            id: string;
            itemCode: string;
            name: string;
            description: string;
            category: {
                id: string;
                name: string;
                slug: string;
            };
            brand: string | null;
            origin: string | null;
            featured: boolean;
            active: boolean;
            orderUnit: string;
            minOrderQuantity: number;
            orderMultiple: number;
            pack: {
                unitsPerCase: number | null;
                unitSize: string | null;
                unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
            } | null;
            price: string | null;
            currency: string;
            stockQuantity: number | null;
            availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
            version: number;
        }[];
        nextCursor: string | null;
    };
    meta: import("../meta.ts").ApiMeta;
    errorShape: {
        code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
        message: string;
        data: {
            code: string;
            message: string;
            requestId: string;
            issues?: {
                path: string;
                message: string;
            }[] | undefined;
            httpStatus: number;
        };
    };
}>;
