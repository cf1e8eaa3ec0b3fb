import { createTestDatabase } from '@desideliver/db/testing'
import { expect, test } from 'vitest'

test('the migrations make exactly the tables the entities describe', async () => {
  await using database = await createTestDatabase()
  expect((await database.orm.schema.getUpdateSchemaSQL()).trim()).toBe('')
})
