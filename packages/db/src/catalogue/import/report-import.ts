import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { RowRemark } from './read-catalogue.ts'

/** A field that an import changes; values as text, null = unknown. */
export interface FieldChange {
  field: string
  from: string | null
  to: string | null
}

/** What an import does to the product of a row. */
export interface RowChange {
  row: number
  itemCode: string
  action: 'create' | 'update'
  /** Empty where the product is new. */
  fields: FieldChange[]
}

export interface ImportReport {
  /** Data rows of the file. */
  rows: number
  created: number
  updated: number
  unchanged: number
  merged: number
  quarantined: number
  /** The quarantined rows, each with its reason, by row; at most `MOST_LISTED`. */
  issues: RowRemark[]
  /** Rows that were stored, but not quite as they stand: merged or adjusted; at most `MOST_LISTED`. */
  notes: RowRemark[]
  /** Of a dry run what would be created and changed, by row; at most `MOST_LISTED`. Null otherwise. */
  changes: RowChange[] | null
}

/** A person reads no further; the report as CSV has them all. */
export const MOST_LISTED = 1_000

type Counts = Pick<ImportReport, 'created' | 'updated' | 'unchanged'>

/** What the staged file would do. */
export async function reportImport(
  em: EntityManager,
  { rows, withChanges }: { rows: number; withChanges: boolean },
): Promise<ImportReport> {
  const counted = await sql<Counts>`
    select count(*) filter (where product_id is null)::int as created,
      (count(*) filter (where product_id is not null and differences <> '[]'))::int as updated,
      (count(*) filter (where product_id is not null and differences = '[]'))::int as unchanged
    from staged_changes
  `.execute(em.getKysely())
  const counts = counted.rows[0] ?? { created: 0, updated: 0, unchanged: 0 }
  const changes = withChanges ? await readChanges(em, { after: 0, limit: MOST_LISTED }) : null
  return { rows, ...counts, ...(await readRemarks(em)), changes }
}

/** What became of rows that were not stored just as they stand. */
export async function readRemarks(
  em: EntityManager,
): Promise<Pick<ImportReport, 'merged' | 'quarantined' | 'issues' | 'notes'>> {
  const { rows } = await sql<{ kind: string; count: number; remarks: RowRemark[] }>`
    select kind, count(*)::int as count,
      jsonb_agg(jsonb_build_object('row', "row", 'itemCode', item_code, 'reason', reason) order by "row") filter (where place <= ${MOST_LISTED}) as remarks
    from (select *, row_number() over (partition by kind order by "row") as place from staged_remarks) as placed
    group by kind
  `.execute(em.getKysely())
  const of = (wanted: string) => rows.find(({ kind }) => kind === wanted)
  const notes = [...(of('merged')?.remarks ?? []), ...(of('adjusted')?.remarks ?? [])]
  return {
    merged: of('merged')?.count ?? 0,
    quarantined: of('quarantined')?.count ?? 0,
    issues: of('quarantined')?.remarks ?? [],
    notes: notes.toSorted((a, b) => a.row - b.row).slice(0, MOST_LISTED),
  }
}

/** Rows that create or change something, by row. */
export async function readChanges(
  em: EntityManager,
  { after, limit }: { after: number; limit: number },
): Promise<RowChange[]> {
  const { rows } = await sql<RowChange>`
    select "row", item_code as "itemCode", case when product_id is null then 'create' else 'update' end as action,
      (select coalesce(jsonb_agg(jsonb_build_object('field', d ->> 'field', 'from', d ->> 'from', 'to', d ->> 'to')), '[]')
       from jsonb_array_elements(differences) as d) as fields
    from staged_changes
    where (product_id is null or differences <> '[]') and "row" > ${after}
    order by "row" limit ${limit}
  `.execute(em.getKysely())
  return rows
}
