export { hashPassword } from './accounts/passwords.ts';
export { findSession } from './accounts/sessions.ts';
export type { Context } from './context.ts';
export { createOpenApiDocument } from './openapi.ts';
export { sendError, serveRest } from './rest.ts';
export { appRouter, type routes } from './routes.ts';
