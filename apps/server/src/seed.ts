import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashPassword } from '@desideliver/api'
import { Product, type Role, User, house, importCatalogue, inTransaction, openDatabase } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'

export const DEMO_PASSWORD = 'desideliver-demo'

const accounts: { role: Role; firstName: string; businessName: string }[] = [
  { role: 'admin', firstName: 'Asha', businessName: 'DesiDeliver' },
  { role: 'staff', firstName: 'Suresh', businessName: 'DesiDeliver' },
  { role: 'customer', firstName: 'Chitra', businessName: 'Chitra’s Kitchen' },
]

/** The address of the demo account of a role. */
export const demoEmail = (role: Role): string => `${role}@desideliver.test`

/**
 * Fills a new database with demo accounts and the demo catalogue; leaves what is there alone.
 * For development: everyone knows these passwords.
 */
export async function seedDemo(databaseUrl: string): Promise<void> {
  const orm = openDatabase({ url: databaseUrl, poolSize: 1, applicationName: 'desideliver-seed' })
  try {
    await inTransaction(orm.em, async (em) => {
      await seedAccounts(em)
      if ((await em.count(Product)) > 0) return
      const csv = await readFile(join(import.meta.dirname, '../demo/catalogue.csv'), 'utf8')
      await importCatalogue(em, csv, { dryRun: false, by: null })
    })
  } finally {
    await orm.close()
  }
}

async function seedAccounts(em: EntityManager): Promise<void> {
  for (const { role, firstName, businessName } of accounts) {
    const email = demoEmail(role)
    if (await em.findOne(User, { email })) continue
    const now = new Date()
    em.create(User, {
      ...house,
      email,
      role,
      firstName,
      businessName,
      lastName: 'Demo',
      passwordHash: await hashPassword(DEMO_PASSWORD),
      businessType: 'restaurant',
      verifiedBusinessAt: now,
      emailVerifiedAt: now,
      disabledAt: null,
      totpSecret: null,
      totpEnabledAt: null,
      totpLastStep: null,
    })
  }
  await em.flush()
}
