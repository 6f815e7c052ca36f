import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

let held: World
let paid: World
beforeAll(async () => {
  ;[held, paid] = await Promise.all([createWorld(), createWorld()])
  await held.pay('4242424242424242', { captureMethod: 'manual' })
  await paid.pay()
  await paid.settle()
})
afterAll(async () => {
  await held?.[Symbol.asyncDispose]()
  await paid?.[Symbol.asyncDispose]()
})

test.each([
  ['a way of capturing that does not exist', `capture_method = 'later'`, 'never changes'],
  ['another way of capturing', `capture_method = 'automatic'`, 'never changes'],
  ['another text on the bank statement', `statement_descriptor_suffix = 'OTHER'`, 'never changes'],
  ['more held than was asked for', `capturable_minor = amount_minor + 1`, 'payment_capturable_bounded'],
  ['nothing held of a payment that is held', `capturable_minor = 0`, 'payment_capturable_while_held'],
  ['money taken of a payment that is only held', `captured_minor = 1`, 'payment_captured_when_paid'],
  [
    'a payment that is held and asks for a card again',
    `status = 'requires_payment_method'`,
    'is held and cannot become',
  ],
  [
    'a payment that is held and processes again',
    `status = 'processing', capturable_minor = 0`,
    'is held and cannot become',
  ],
  [
    'a paid payment of which something is still held',
    `status = 'succeeded', paid_at = now(), captured_minor = 1`,
    'payment_capturable_while_held',
  ],
  ['a canceled payment with a deadline', `status = 'canceled', capturable_minor = 0`, 'payment_deadline_while_held'],
])('of a payment that is held, the database itself refuses %s', async (_, change, reason) => {
  expect(await refusedBy(held, `update payment set ${change}`)).toContain(reason)
})

test.each([
  ['that something is held', `capturable_minor = 1`, 'payment_capturable_while_held'],
  ['that less was taken', `captured_minor = captured_minor - 1`, 'what payment'],
])('of a payment that is paid, the database itself refuses %s', async (_, change, reason) => {
  expect(await refusedBy(paid, `update payment set ${change}`)).toContain(reason)
})

test.each([
  ['capture_method', `'later'`, 'payment_capture_method_known'],
  ['statement_descriptor_suffix', `repeat('x', 19)`, 'payment_suffix_fits'],
])('of a new payment, the database itself refuses a %s of %s', async (column, value, reason) => {
  const sql = `
    insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, created_at, updated_at, ${column})
    select merchant_id, gen_random_uuid(), customer_id, 'processing', currency, amount_minor, '', now(), now(), ${value} from payment`

  expect(await refusedBy(paid, sql)).toBe(reason)
})
