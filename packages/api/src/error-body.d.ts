import { DomainError, type ErrorKind } from '@desideliver/db';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
/** The one shape of every error, on every surface. */
export declare const ErrorBody: z.ZodObject<{
    code: z.ZodString;
    message: z.ZodString;
    requestId: z.ZodString;
    issues: z.ZodOptional<z.ZodArray<z.ZodObject<{
        path: z.ZodString;
        message: z.ZodString;
    }, z.core.$strict>>>;
}, z.core.$strict>;
export type ErrorBody = z.infer<typeof ErrorBody>;
/** Seconds a client should wait before it tries again, by kind of refusal. */
export declare const retryAfterSeconds: Partial<Record<ErrorKind, number>>;
export declare const statusOf: (error: DomainError) => number;
/** A tRPC error that carries its domain error as the cause, for the formatters to show. */
export declare const toTrpcError: (cause: DomainError) => TRPCError;
export declare function toErrorBody({ code, message, issues }: DomainError, requestId: string): ErrorBody;
/**
 * The refusal behind whatever was thrown, or null where it is a fault of ours.
 * Faults of the database that pass by themselves count as refusals: try again.
 */
export declare function findRefusal(error: unknown): DomainError | null;
