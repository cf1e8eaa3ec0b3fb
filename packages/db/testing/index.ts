export { givenCart, givenCategory, givenOrder, givenProduct, givenTicket, givenUser } from './given.ts'
export { seededNumbers } from './seeded-numbers.ts'
export { TEMPLATE_DATABASE, type TestDatabase, createTemplate, createTestDatabase } from './test-database.ts'
