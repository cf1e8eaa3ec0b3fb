import { DomainError, InvalidInputError } from '@desideliver/db'
import { z } from 'zod'
import type { RestProcedure } from './procedures.ts'

export interface RestRequest {
  params: Record<string, string>
  query: Record<string, unknown>
  body: unknown
  /** Of the body, where it is raw. */
  contentType?: string | undefined
}

/** Turns the text of an address into the type its field has. What does not fit stays text, for the schema to refuse. */
type Reader = (text: string) => unknown

const readers: Record<string, Reader> = {
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text),
  number: (text) => (/^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
}

/**
 * Builds the function that gathers a procedure's input from path, query and body. The schema is only
 * read, never changed: tRPC goes on refusing `"5"` where a number belongs. What may stand in a JSON body
 * is not taken from the query: passwords would stand in the logs of every proxy.
 */
export function createInputReader({ input, rest }: RestProcedure): (request: RestRequest) => unknown {
  const readerOf = new Map(input ? Object.entries(fieldReaders(input)) : [])
  const read = (values: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? (readerOf.get(name)?.(value) ?? value) : value,
      ]),
    )
  const inBodyOnly = ['POST', 'PUT', 'PATCH'].includes(rest.method) && !rest.rawBody
  return ({ params, query, body, contentType }) => {
    if (inBodyOnly) refuseQuery(query)
    const parts = [read(params), read(query), bodyFields({ body, contentType }, rest)]
    if (!input && parts.every((part) => Object.keys(part).length === 0)) return undefined
    return mergeOnce(parts)
  }
}

/** @throws InvalidInputError naming what stands in the query, without its value */
function refuseQuery(query: Record<string, unknown>): void {
  const names = Object.keys(query).map((name) => name.slice(0, 100))
  if (names.length === 0) return
  const message = 'Send it in the body, not in the address'
  const issues = names.slice(0, 50).map((path) => ({ path, message }))
  throw new InvalidInputError(`The input is not valid. ${names.slice(0, 5).join(', ')}: ${message}`, issues)
}

function fieldReaders(input: z.ZodObject): Record<string, Reader | undefined> {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      typeof schema === 'object' ? readers[String(schema.type)] : undefined,
    ]),
  )
}

function bodyFields(
  { body, contentType }: Pick<RestRequest, 'body' | 'contentType'>,
  { rawBody }: RestProcedure['rest'],
): Record<string, unknown> {
  if (rawBody) return { [rawBody.field]: body, ...(rawBody.typeField && { [rawBody.typeField]: contentType }) }
  if (body === undefined) return {}
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new DomainError('invalid', 'INVALID_INPUT', 'The body must be a JSON object.')
  return { ...body }
}

/** A field that comes twice is an attempt to say two things: nobody guesses which was meant. */
function mergeOnce(parts: Record<string, unknown>[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.hasOwn(merged, name))
      throw new DomainError('invalid', 'INVALID_INPUT', `The field ${name} stands in more than one place.`)
    merged[name] = value
  }
  return merged
}
