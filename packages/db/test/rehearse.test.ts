import { randomUUID } from 'node:crypto'
import { int4, text, uuid } from '@azora/db/column'
import { openDatabase, type Database } from '@azora/db/database'
import { rehearse } from '@azora/db/rehearse'
import { defineStatement } from '@azora/db/statement'
import { createTestDatabase, type TestDatabase } from '@azora/test-kit/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const rename = defineStatement({
  name: 'test/rename',
  text: 'update product set name = $name where merchant_id = $merchantId and id = $id',
  params: { merchantId: uuid, id: uuid, name: text },
  columns: {},
})
const newest = defineStatement({
  name: 'test/newest',
  text: 'select id from product where merchant_id = $merchantId order by position desc limit 1',
  params: { merchantId: uuid },
  columns: { id: uuid },
})
const removeAll = defineStatement({
  name: 'test/remove-all',
  text: 'delete from product where merchant_id = $merchantId and position > $position',
  params: { merchantId: uuid, position: int4 },
  columns: {},
})

let database: TestDatabase
let db: Database
const merchantId = randomUUID()
const [first, second] = [randomUUID(), randomUUID()]

beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ connectionString: database.url, max: 2 })
  await db.pool.query(`insert into merchant (id, name, address_lines, support_email) values ($1, 'M', '{}', 'a@b.c')`, [
    merchantId,
  ])
})
beforeEach(async () => {
  await db.pool.query('delete from product')
  await db.pool.query(
    `insert into product (merchant_id, id, name, description, position) values ($1, $2, 'Mug', '', 1), ($1, $3, 'Lamp', '', 2)`,
    [merchantId, first, second],
  )
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const names = async () =>
  (await db.pool.query<{ name: string }>('select name from product order by position')).rows.map(({ name }) => name)

test('what is rehearsed is shown column by column, and undone', async () => {
  const { result, changes } = await rehearse(db, merchantId, async (tx) => {
    await tx.transaction((inner) => inner.all(rename, { merchantId, id: first, name: 'Cup' }))
    return 'done'
  })

  expect(result).toBe('done')
  expect(changes).toEqual([{ table: 'product', id: first, before: { name: 'Mug' }, after: { name: 'Cup' } }])
  expect(await names()).toEqual(['Mug', 'Lamp'])
})

test('a row that is gone is shown whole, when a statement told its id', async () => {
  const { changes } = await rehearse(db, merchantId, async (tx) => {
    await tx.first(newest, { merchantId })
    await tx.all(removeAll, { merchantId, position: 1 })
  })

  expect(changes).toMatchObject([{ table: 'product', id: second, before: { name: 'Lamp', position: 2 }, after: null }])
  expect(await names()).toEqual(['Mug', 'Lamp'])
})

test('what throws is undone too, and its connection is as good as before', async () => {
  const failing = rehearse(db, merchantId, async (tx) => {
    await tx.all(rename, { merchantId, id: first, name: 'Cup' })
    throw new Error('half-way')
  })

  await expect(failing).rejects.toThrow('half-way')
  const refused = rehearse(db, merchantId, (tx) => tx.all(rename, { merchantId: 'x', id: first, name: '' }))
  await expect(refused).rejects.toThrow('uuid')
  expect(await names()).toEqual(['Mug', 'Lamp'])
  expect(db.pool.idleCount).toBe(db.pool.totalCount)
})

test('what others commit meanwhile is no difference', async () => {
  const { changes } = await rehearse(db, merchantId, async (tx) => {
    await tx.first(newest, { merchantId })
    await db.all(rename, { merchantId, id: second, name: 'Torch' })
  })

  expect(changes).toEqual([])
  expect(await names()).toEqual(['Mug', 'Torch'])
})

test('the pool is out of reach of what is rehearsed', async () => {
  await expect(rehearse(db, merchantId, async (tx) => tx.pool.query('select 1'))).rejects.toThrow('must run statements')
})
