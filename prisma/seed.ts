import { seedDemo } from '../packages/db/src/seed-demo.ts'

const connectionString = process.env['DATABASE_URL']
if (!connectionString) throw new Error('Set DATABASE_URL to the database that is to be seeded.')
const { products } = await seedDemo(connectionString)
process.stdout.write(`Seeded the demo shop with ${products} products.\n`)
