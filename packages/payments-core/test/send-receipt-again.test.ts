import { randomUUID } from 'node:crypto'
import type { SendReceiptAgain } from '@azora/contract/receipt'
import { sendReceiptAgain } from '@azora/payments-core/receipt/send-receipt-again'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentRefund } from './support/document-refund.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

async function pay(): Promise<string> {
  const { payment } = await world.pay()
  await world.settle()
  return payment.id
}

const mailsAbout = (paymentId: string) => world.mail.messages().filter(({ html }) => html?.includes(paymentId))

const ask = (persona: Parameters<World['as']>[0], input: Omit<SendReceiptAgain, 'requestId'>) =>
  sendReceiptAgain(world.as(persona), { requestId: randomUUID(), ...input })

test('a document is mailed again when its owner, staff or the backend ask, three times a day whoever asks', async () => {
  const paymentId = await pay()
  const refundId = await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.settle()

  expect(await ask('shopper', { paymentId })).toEqual({
    number: expect.stringMatching(/^2026-\d{6}$/),
    version: 2,
    leftToday: 2,
  })
  expect(await ask('support', { paymentId })).toMatchObject({ leftToday: 1 })
  expect(await ask('service', { paymentId })).toMatchObject({ leftToday: 0 })
  const often = refused({ code: 'receipt_sent_often', paymentId, copiesPerDay: 3 })
  await expect(ask('shopper', { paymentId })).rejects.toThrow(often)
  await expect(ask('support', { paymentId })).rejects.toThrow(often)
  expect(await ask('shopper', { paymentId, refundId })).toMatchObject({ version: 1, leftToday: 2 })
  world.clock.advance({ days: 1 })
  expect(await ask('shopper', { paymentId })).toMatchObject({ leftToday: 2 })
  await world.settle()

  const said = mailsAbout(paymentId).map(({ subject }) => subject.replace(/ \(.*/, ''))
  const receipt = 'Your receipt from Azora Goods'
  const refund = 'Your refund from Azora Goods'
  expect(said).toEqual([receipt, refund, receipt, receipt, receipt, refund, receipt])
})

test('each copy is in the audit log under whoever asked for it (I16)', async () => {
  const paymentId = await pay()
  await ask('shopper', { paymentId })
  await ask('support', { paymentId })

  const { rows } = await world.ctx.db.pool.query<{ actor: string }>(
    `select actor from audit_entry where action = 'receipt.sent_again' and subject_id = '${paymentId}' order by actor`,
  )
  expect(rows.map(({ actor }) => actor.split(':')[0])).toEqual(['customer', 'staff'])
})

test('a request to mail again that is repeated mails once, also when it is sent twenty times at once', async () => {
  const paymentId = await pay()
  const shopper = world.as('shopper')
  const request = { requestId: randomUUID(), paymentId }

  const answers = await Promise.all(Array.from({ length: 20 }, () => sendReceiptAgain(shopper, request)))
  await world.settle()

  expect(new Set(answers.map(({ leftToday }) => leftToday))).toEqual(new Set([2]))
  expect(mailsAbout(paymentId)).toHaveLength(2)
  const reused = refused({ code: 'request_id_reused', requestId: request.requestId })
  await expect(sendReceiptAgain(shopper, { ...request, refundId: randomUUID() })).rejects.toThrow(reused)
})

test('of many requests at once three are granted', async () => {
  const paymentId = await pay()

  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => ask('shopper', { paymentId })))
  await world.settle()

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(mailsAbout(paymentId)).toHaveLength(4)
})

test('no two documents of the merchants who share a mail service are mailed again under one key', async () => {
  const [paymentId, other] = [await pay(), await pay()]
  const refundId = await documentRefund(world, { paymentId, amountMinor: 1_00 })
  const asked = [{ paymentId }, { paymentId, refundId }, { paymentId: other }]

  for (const document of asked) await ask('shopper', document)

  const { rows } = await world.ctx.db.pool.query<{ key: string }>(
    `select dedupe_key as key from outbox where dedupe_key like '%/again/%' order by id desc limit 3`,
  )
  // Numbers begin anew with each merchant; ids are nobody else's.
  expect(rows.map(({ key }) => key.split('/')[1]).toReversed()).toEqual([paymentId, refundId, other])
})

test('nobody has somebody else’s receipt mailed (S1), and what has no address or receipt is refused', async () => {
  const paymentId = await pay()
  const { payment: open } = await world.pay('4000000000009995')

  await expect(ask('shopper2', { paymentId })).rejects.toThrow(refused({ code: 'payment_not_found', paymentId }))
  await expect(ask('shopper', { paymentId: open.id })).rejects.toThrow(
    refused({ code: 'receipt_not_found', paymentId: open.id }),
  )
  await expect(ask('shopper', { paymentId, refundId: randomUUID() })).rejects.toThrow(
    refused({ code: 'receipt_not_found', paymentId }),
  )
  await world.ctx.db.pool.query(`
    alter table receipt disable trigger receipt_is_frozen;
    update receipt set data = jsonb_set(data, '{customer,email}', 'null') where payment_id = '${paymentId}';
    alter table receipt enable trigger receipt_is_frozen`)
  await expect(ask('shopper', { paymentId })).rejects.toThrow(refused({ code: 'receipt_has_no_address', paymentId }))
})
