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
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, uiConfig: { persistAuthorization: true } })
}
