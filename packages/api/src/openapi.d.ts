import { type OpenAPIObject } from 'trpc-openapi';
/**
 * The OpenAPI 3.1 document of the REST surface, generated from the procedures.
 * @param baseUrl where the surface is mounted, such as `/api`
 */
export declare function createOpenApiDocument(baseUrl: string): OpenAPIObject;
