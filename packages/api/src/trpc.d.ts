import { DomainError, type User } from '@desideliver/db';
import type { Context } from './context.ts';
import type { ApiMeta } from './meta.ts';
/** What anyone learns of a fault of ours: the request id, under which the log has the rest. */
export declare const fault: DomainError;
export declare const statusOfAny: (refusal: DomainError) => number;
export declare const router: import("@trpc/server").TRPCRouterBuilder<{
    ctx: Context;
    meta: ApiMeta;
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
    transformer: true;
}>;
export declare const createCallerFactory: import("@trpc/server").TRPCRouterCallerFactory<{
    ctx: Context;
    meta: ApiMeta;
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
    transformer: true;
}>;
/** A procedure starts from one of these: each says who may call it. */
export declare const publicProcedure: import("@trpc/server").TRPCProcedureBuilder<Context, ApiMeta, {}, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, false, {
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
}>;
export declare const signedInProcedure: import("@trpc/server").TRPCProcedureBuilder<Context, ApiMeta, {
    sessionId: string;
    user: User;
}, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, false, {
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
}>;
export declare const customerProcedure: import("@trpc/server").TRPCProcedureBuilder<Context, ApiMeta, {
    sessionId: string;
    user: User;
}, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, false, {
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
}>;
export declare const staffProcedure: import("@trpc/server").TRPCProcedureBuilder<Context, ApiMeta, {
    sessionId: string;
    user: User;
}, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, import("@trpc/server").TRPCUnsetMarker, false, {
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
}>;
