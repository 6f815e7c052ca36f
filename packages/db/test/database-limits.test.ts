import { text } from '@azora/db/column'
import { openDatabase, type Database } from '@azora/db/database'
import { isOutage } from '@azora/db/is-outage'
import { defineStatement } from '@azora/db/statement'
import { createEmptyDatabase, type TestDatabase } from '@azora/test-kit/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let database: TestDatabase
let db: Database
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  database = stack.use(await createEmptyDatabase())
  db = stack.use(openDatabase({ connectionString: database.url, max: 2, maximumWaiting: 2 }))
  await db.pool.query(`
    create sequence tries;
    create table note (word text);
    create table refusal (code text, times int);
    create function refuse_some() returns trigger language plpgsql as $$
    declare planned refusal;
    begin
      select * into planned from refusal;
      -- A sequence keeps what is rolled back.
      if nextval('tries') <= planned.times then raise 'given up' using errcode = planned.code; end if;
      return new;
    end $$;
    create trigger note_is_refused_at_times before insert on note for each row execute function refuse_some()`)
})
afterAll(() => stack.disposeAsync())
beforeEach(() => db.pool.query(`delete from refusal; delete from note; select setval('tries', 1, false)`))

const writeNote = defineStatement({
  name: 'test/write-note',
  text: 'insert into note values ($word) returning word',
  params: { word: text },
  columns: { word: text },
})

const refuse = (code: string, times: number) => db.pool.query('insert into refusal values ($1, $2)', [code, times])
const tried = async () => (await db.pool.query(`select last_value::int4 as tries from tries`)).rows[0]
const notes = async () => (await db.pool.query('select word from note')).rows

test.each([
  ['a deadlock', '40P01'],
  ['a serialization failure', '40001'],
])('a statement, and a whole transaction, is run again after %s (D14)', async (_, code) => {
  await refuse(code, 2)
  await db.first(writeNote, { word: 'alone' })

  await db.pool.query(`select setval('tries', 1, false)`)
  await db.transaction(async (tx) => {
    await tx.first(writeNote, { word: 'first' })
    await tx.first(writeNote, { word: 'second' })
  })

  expect(await notes()).toEqual([{ word: 'alone' }, { word: 'first' }, { word: 'second' }])
})

test('after three runs it is given up, as something that passes, and nothing is written (D14)', async () => {
  await refuse('40P01', 99)

  const error = await db.first(writeNote, { word: 'never' }).catch((thrown: unknown) => thrown)

  expect(isOutage(error)).toBe(true)
  expect(await tried()).toEqual({ tries: 3 })
  expect(await notes()).toEqual([])
})

test('any other error is not tried again', async () => {
  await refuse('23505', 1)

  await expect(db.first(writeNote, { word: 'once' })).rejects.toThrow('given up')

  expect(await tried()).toEqual({ tries: 1 })
})

test('when many wait for a connection already, one more is refused at once, as something that passes (D10)', async () => {
  const held = [await db.pool.connect(), await db.pool.connect()]
  const waiting = ['a', 'b'].map((word) => db.first(writeNote, { word }))

  const error = await db.first(writeNote, { word: 'c' }).catch((thrown: unknown) => thrown)
  for (const client of held) client.release()
  await Promise.all(waiting)

  expect(String(error)).toContain('DatabaseBusy')
  expect(isOutage(error)).toBe(true)
  expect(await notes()).toEqual([{ word: 'a' }, { word: 'b' }])
})
