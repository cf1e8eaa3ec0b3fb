export declare const summarizeCart: import("@trpc/server").TRPCQueryProcedure<{
    input: void;
    output: {
        lineCount: number;
        totalQuantity: number;
        subtotal: string;
        unpricedLines: number;
        orderable: boolean;
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
