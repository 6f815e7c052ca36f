import { fileURLToPath } from 'node:url'

/** Where the schema and its migrations live in the repository. Scripts use these; built processes never do. */
export const schemaPath = fileURLToPath(new URL('../../../../prisma/schema.prisma', import.meta.url))
export const migrationsFolder = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url))
export const sqlFolder = fileURLToPath(new URL('../../sql', import.meta.url))
