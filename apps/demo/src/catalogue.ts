import { existsSync } from 'node:fs'
import { join } from 'node:path'

export interface DemoCatalogue {
  file: string
  /** What an import must say of it. */
  rows: number
  products: number
  merged: number
  quarantined: number
}

const root = join(import.meta.dirname, '../../..')

/** The supplier's real catalogue lies beside the project where it may be seen; ours is in it. */
const real = {
  file: join(root, '../shared/data/CompleteCatalog.csv'),
  rows: 3869,
  products: 3694,
  merged: 17,
  quarantined: 158,
}
const own = { file: join(root, 'apps/server/demo/catalogue.csv'), rows: 465, products: 458, merged: 3, quarantined: 4 }

export const demoCatalogue: DemoCatalogue = existsSync(real.file) ? real : own
