import { z } from 'zod'
import type { Access, ApiMeta, KeyScope, RestMeta } from './meta.ts'
import { appRouter } from './app-router.ts'

export interface ListedProcedure {
  /** As tRPC knows it, such as `orders.create`. */
  name: string
  type: string
  access: Access | undefined
  /** What an API key needs to call it; without one none may. */
  scope: KeyScope | undefined
  rest: RestMeta | undefined
  /** See `ApiMeta`; undefined where answers are not kept. */
  shows: ((answer: unknown, input: unknown) => readonly string[] | null) | undefined
  input: z.ZodObject | null
  hasOutput: boolean
}

export type RestProcedure = ListedProcedure & { rest: RestMeta }

/** The part of a built procedure that says what it is. tRPC keeps it, but does not type it. */
interface ProcedureDefinition {
  type: string
  meta?: ApiMeta
  inputs: unknown[]
  output?: unknown
}

/** Every procedure of the router, in its order. */
export function listProcedures(): ListedProcedure[] {
  return Object.entries<unknown>(appRouter._def.procedures).flatMap(([name, procedure]) => {
    if (!isProcedure(procedure)) return []
    const { type, meta, inputs, output } = procedure._def
    const input = inputs[0] instanceof z.ZodObject ? inputs[0] : null
    const { access, scope, openapi: rest } = meta ?? {}
    const shows = meta?.shows as ListedProcedure['shows']
    return [{ name, type, access, scope, rest, shows, input, hasOutput: output !== undefined }]
  })
}

/** The procedures with a REST twin: all but subscriptions. */
export const listRestProcedures = (): RestProcedure[] =>
  listProcedures().filter((procedure): procedure is RestProcedure => procedure.rest !== undefined)

const isProcedure = (value: unknown): value is { _def: ProcedureDefinition } =>
  typeof value === 'function' && '_def' in value
