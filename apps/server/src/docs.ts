import { createOpenApiDocument } from '@desideliver/api'
import swagger, { type StaticDocumentSpec } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** The OpenAPI document and a page to read and try it, with nothing fetched from elsewhere. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  const document = createOpenApiDocument('/api')
  app.get('/openapi.json', async () => document)
  await app.register(swagger, {
    mode: 'static',
    specification: { document: document as StaticDocumentSpec['document'] },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Without it the page at /api/docs, with no slash at its end, looks for its scripts at /docs.
    indexPrefix: app.prefix,
    staticCSP: true,
    transformStaticCSP: (policy) =>
      policy.replace(/ (https:|validator\.swagger\.io|upgrade-insecure-requests;)(?=[ ;]|$)/g, ''),
    uiConfig: { persistAuthorization: true },
  })
}
