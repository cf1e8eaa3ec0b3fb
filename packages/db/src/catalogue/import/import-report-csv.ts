import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { csvLines } from '../../csv-cells.ts'

/** Every remark and change of the file that is staged in this transaction, by row. */
export async function importReportCsv(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ line: (string | null)[] }>`
    select array["row"::text, item_code, result, field, "from", "to", reason] as line from (
      select "row", item_code, kind as result, null as field, null as "from", null as "to", reason from staged_remarks
      union all
      select "row", item_code, 'created', null, null, null, null from staged_changes where product_id is null
      union all
      select "row", item_code, 'changed', d ->> 'field', d ->> 'from', d ->> 'to', null
      from staged_changes, jsonb_array_elements(differences) as d where product_id is not null
    ) as report
    order by "row", result, field
  `.execute(em.getKysely())
  const header = ['Row', 'Item Code', 'Result', 'Field', 'From', 'To', 'Reason']
  return csvLines([header, ...rows.map(({ line }) => line)])
}
