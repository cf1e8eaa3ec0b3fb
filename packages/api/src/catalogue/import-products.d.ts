import { z } from 'zod';
export declare const ImportResultDto: z.ZodObject<{
    rows: z.ZodInt;
    created: z.ZodInt;
    updated: z.ZodInt;
    unchanged: z.ZodInt;
    merged: z.ZodInt;
    quarantined: z.ZodInt;
    issues: z.ZodArray<z.ZodObject<{
        row: z.ZodInt;
        itemCode: z.ZodString;
        reason: z.ZodString;
    }, z.core.$strict>>;
    notes: z.ZodArray<z.ZodObject<{
        row: z.ZodInt;
        itemCode: z.ZodString;
        reason: z.ZodString;
    }, z.core.$strict>>;
}, z.core.$strict>;
export declare const importProducts: import("@trpc/server").TRPCMutationProcedure<{
    input: {
        csv: string;
        dryRun?: boolean | undefined;
    };
    output: {
        rows: number;
        created: number;
        updated: number;
        unchanged: number;
        merged: number;
        quarantined: number;
        issues: {
            row: number;
            itemCode: string;
            reason: string;
        }[];
        notes: {
            row: number;
            itemCode: string;
            reason: string;
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
