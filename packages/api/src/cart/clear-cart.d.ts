export declare const clearCart: import("@trpc/server").TRPCMutationProcedure<{
    input: void;
    output: {
        id: string;
        lines: {
            id: string;
            product: {
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
            };
            quantity: number;
            orderable: boolean;
            reason: string | null;
        }[];
        totalQuantity: number;
        subtotal: string;
        unpricedLines: number;
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
