/** What an API key may be allowed, as `scopes` of db lists it; a copy, for the SDK's types end here. */
export type KeyScope =
  | 'catalogue:read'
  | 'catalogue:write'
  | 'orders:read'
  | 'orders:write'
  | 'tickets:read'
  | 'tickets:write'

/** Who may call a procedure. `staff` means staff and admins. */
export const accesses = ['anyone', 'signed-in', 'customer', 'staff', 'admin'] as const
export type Access = (typeof accesses)[number]

/** The REST twin of a procedure, and its entry in the OpenAPI document. */
export interface RestMeta {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api`; `{name}` stands for the input's field of that name. */
  path: `/${string}`
  tags: [string]
  summary: string
  description?: string
  /** HTTP status of success; 200 unless told otherwise. */
  status?: 200 | 201 | 202
  /**
   * The request body is of one of these media types instead of JSON, at most so many bytes, and is the input's field of
   * that name; which type it is is the field `typeField`, if there is one.
   */
  rawBody?: { contentTypes: readonly string[]; field: string; limit: number; typeField?: string }
  /**
   * The answer is a file of this media type instead of JSON: the `csv` of the procedure's pages, one after the other,
   * under the `fileName` of the first. The procedure answers `{ fileName, csv, nextCursor }` and takes `cursor`.
   */
  rawAnswer?: { contentType: 'text/csv' }
  /** The answer is a file of one of these media types instead of JSON. The procedure answers `FileBytes`. */
  bytesAnswer?: { contentTypes: readonly string[] }
}

/** Own type instead of `OpenApiMeta`, which would drag zod into the types the SDK publishes. */
export type ApiMeta = {
  access?: Access
  /** What an API key needs to call it; without one no key may. Of no use to procedures for anyone. */
  scope?: KeyScope
  /** Staff may call it before they have the second factor that the settings demand of them. */
  beforeSecondFactor?: true
  /**
   * The answer is the same for everyone, and kept until what it shows changes; null where this one is not.
   * @returns ids of the products in it, and `ANY_STOCK` where the stock of others could change it
   */
  shows?: (answer: never, input: never) => readonly string[] | null
  openapi?: RestMeta
}
