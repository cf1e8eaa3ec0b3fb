import { type OpenAPIObject, generateOpenApiDocument } from 'trpc-openapi'
import { ErrorBody } from './error-body.ts'
import { type RestProcedure, listRestProcedures } from './procedures.ts'
import { appRouter } from './app-router.ts'

type Operation = NonNullable<NonNullable<OpenAPIObject['paths']>[string]['get']>

/**
 * The OpenAPI 3.1 document of the REST surface, generated from the procedures.
 * @param baseUrl where the surface is mounted, such as `/api`
 */
export function createOpenApiDocument(baseUrl: string): OpenAPIObject {
  const document = generateOpenApiDocument(appRouter, {
    title: 'DesiDeliver',
    description: 'Order Indian groceries by the case. Money is decimal text, times are ISO 8601 UTC, ids are UUIDs.',
    version: '0.1.0',
    openApiVersion: '3.1.0',
    baseUrl,
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    defs: { Error: ErrorBody },
  })
  for (const procedure of listRestProcedures()) {
    const { method, path } = procedure.rest
    const operation = document.paths?.[path]?.[method.toLowerCase() as 'get']
    if (operation) describeOperation(operation, procedure)
  }
  return keepUsedSchemas(document)
}

/** What the generator cannot know: our statuses, our error shape, raw bodies and the idempotency key. */
function describeOperation(operation: Operation, { name, rest, access }: RestProcedure): void {
  const { status = 200, rawBody } = rest
  const success = operation.responses?.['200']
  operation.responses = { [status]: success ?? { description: 'Done' }, default: errorResponse }
  if (access === 'anyone') operation.security = []
  if (rawBody) {
    operation.requestBody = { required: true, content: { [rawBody.contentType]: { schema: { type: 'string' } } } }
    operation.parameters = [
      {
        name: 'dryRun',
        in: 'query',
        schema: { type: 'boolean', default: false },
        description: 'Only tell what would be',
      },
    ]
  }
  if (name === 'orders.create') operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
}

const errorResponse = {
  description: 'Refused, or failed on our side',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  schema: { type: 'string' as const, maxLength: 200 },
  description: 'A retry with the same key is answered like the first time and changes nothing again.',
}

/** The generator's own error shapes are not ours. */
function keepUsedSchemas(document: OpenAPIObject): OpenAPIObject {
  const schemas = Object.entries(document.components?.schemas ?? {}).filter(([name]) => !name.startsWith('error.'))
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } }
}
