export { givenCart, givenCategory, givenOrder, givenProduct, givenUser } from './given.ts'
export { TEMPLATE_DATABASE, type TestDatabase, createTemplate, createTestDatabase } from './test-database.ts'
