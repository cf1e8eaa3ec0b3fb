export declare const categoriesRouter: {
    list: import("@trpc/server").TRPCQueryProcedure<{
        input: void;
        output: {
            items: {
                id: string;
                name: string;
                slug: string;
                description: string;
                active: boolean;
                productCount: number;
            }[];
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
};
