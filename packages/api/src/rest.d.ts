import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
type CreateContext = (request: FastifyRequest) => Context;
/**
 * Serves the REST twin of every procedure as a native route that calls the same procedure.
 * `trpc-openapi`'s own handler is not used: it changes the schemas it serves (docs/decisions).
 */
export declare function serveRest(app: FastifyInstance, createContext: CreateContext): void;
/** Answers an error of any surface outside tRPC in the one shape. */
export declare function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply;
export {};
