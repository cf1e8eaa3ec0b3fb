import { z } from 'zod'
import { type OpenAPIObject, generateOpenApiDocument } from 'trpc-openapi'
import { ErrorBody } from './error-body.ts'
import { idempotentOperations } from './idempotent-operations.ts'
import { type RestProcedure, listRestProcedures } from './procedures.ts'
import { appRouter } from './app-router.ts'

const securitySchemes = {
  bearer: {
    type: 'http' as const,
    scheme: 'bearer',
    description:
      'The token of a session, or an API key. An `Authorization` header goes before a cookie, right or wrong.',
  },
  sessionCookie: {
    type: 'apiKey' as const,
    in: 'cookie' as const,
    name: '__Host-desideliver',
    description:
      'For browsers: sign in with the header `X-Session-Cookie: 1`, and no script sees the token. ' +
      'Every request that changes something must then come from this server’s own origin or an allowed one.',
  },
}

/** Procedures that open a session; a browser may have it in the cookie. */
const signingIn = new Set(['auth.login', 'auth.register', 'auth.acceptInvitation'])

const cookieHeader = {
  name: 'X-Session-Cookie',
  in: 'header' as const,
  schema: { type: 'string' as const, enum: ['1'] },
  description: 'Put the session into a cookie of the browser; `token` is then null.',
}

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
    securitySchemes,
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
function describeOperation(operation: Operation, { name, rest, access, scope, input }: RestProcedure): void {
  const { status = 200, rawBody } = rest
  const success = operation.responses?.['200']
  operation.responses = { [status]: success ?? { description: 'Done' }, default: errorResponse }
  if (access === 'anyone') operation.security = []
  // What an API key needs; a session's token needs none of them.
  else if (scope) operation.security = [{ bearer: [scope] }, { sessionCookie: [] }]
  if (rawBody) {
    operation.requestBody = { required: true, content: filesOf(rawBody.contentTypes) }
    operation.parameters = rawParameters(input, rest)
  }
  if (rest.rawAnswer) {
    const content = { [rest.rawAnswer.contentType]: { schema: { type: 'string' as const } } }
    operation.responses[status] = { description: 'The file', content }
  }
  if (rest.bytesAnswer)
    operation.responses[status] = { description: 'The file', content: filesOf(rest.bytesAnswer.contentTypes) }
  if (signingIn.has(name)) operation.parameters = [...(operation.parameters ?? []), cookieHeader]
  if (idempotent.has(name)) operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
}

/** What is not text is chosen as a file where it is tried out. */
const filesOf = (contentTypes: readonly string[]) =>
  Object.fromEntries(
    contentTypes.map((type) => [
      type,
      { schema: { type: 'string' as const, ...(!type.startsWith('text/') && { format: 'binary' }) } },
    ]),
  )

/** What stands beside a raw body, in the address: all fields but the body and its type. */
function rawParameters(input: RestProcedure['input'], { path, rawBody }: RestProcedure['rest']) {
  const json = z.toJSONSchema(input ?? z.object(), { io: 'input', unrepresentable: 'any' })
  const required = new Set(json.required)
  return Object.entries(json.properties ?? {}).flatMap(([name, schema]): NonNullable<Operation['parameters']> => {
    if (name === rawBody?.field || name === rawBody?.typeField) return []
    const place = path.includes(`{${name}}`) ? ('path' as const) : ('query' as const)
    return [{ name, in: place, required: required.has(name), schema: schema as Record<string, never> }]
  })
}

const errorResponse = {
  description: 'Refused, or failed on our side',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

const idempotent = new Set<string>(idempotentOperations)

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
