import { startTemporaryPostgres } from '@desideliver/db/embedded'
import { TEMPLATE_DATABASE, createTemplate } from '@desideliver/db/testing'
import type { TestProject } from 'vitest/node'
import { prepareDatabase } from '../src/prepare-database.ts'

/**
 * One PostgreSQL for the whole run, with one migrated database that every test file clones.
 * TEST_DATABASE_URL names another server to use, such as an older version.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const postgres = given ? { url: given, stop: async () => undefined } : await startTemporaryPostgres()
  await prepareDatabase(await createTemplate(postgres.url, TEMPLATE_DATABASE))
  project.provide('postgresUrl', postgres.url)
  return () => postgres.stop()
}
