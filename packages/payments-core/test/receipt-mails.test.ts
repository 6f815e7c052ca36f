import { randomUUID } from 'node:crypto'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { listReceiptsOfPayment } from '@azora/payments-core/receipt/list-receipts-of-payment'
import { sendReceiptAgain } from '@azora/payments-core/receipt/send-receipt-again'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'
import { documentFailure, documentRefund } from './support/document-refund.ts'

async function paidWorld() {
  const world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()
  return { world, paymentId: payment.id }
}

/** Runs what waits for its next try, as if its pause were over. */
async function settleAgain(world: World): Promise<void> {
  await world.ctx.db.pool.query('update graphile_worker._private_jobs set run_at = now()')
  await world.settle()
}

const outbox = async ({ ctx }: World) =>
  (
    await ctx.db.pool.query<{ kind: string; state: string; tries: number }>(
      'select kind, state, tries from outbox order by created_at, id',
    )
  ).rows

test('a refund is told in one mail, with its own receipt and the payment’s new version', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const refundId = await documentRefund(world, { paymentId, amountMinor: 5_00 })

  await world.settle()

  const [, mail, ...others] = world.mail.messages()
  expect(others).toEqual([])
  expect(mail).toMatchObject({ to: ['ada@example.com'], subject: 'Your refund from Azora Goods (2026-R000001)' })
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
    'refund-receipt-2026-R000001.pdf',
    'receipt-2026-000001-v2.pdf',
  ])
  expect(mail?.html).toContain(`/payments/${paymentId}/receipt?refund=${refundId}`)
  const shopper = world.as('shopper')
  const pdfs = await Promise.all(
    [{ paymentId, refundId }, { paymentId }].map((input) => getReceiptDocument(shopper, input)),
  )
  expect(mail?.attachments.map(({ content }) => content)).toEqual(
    pdfs.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
  )
  const { versions } = await listReceiptsOfPayment(shopper, { paymentId })
  expect(versions.every(({ mailedAt }) => mailedAt !== null)).toBe(true)
})

test('a refund that came back is told in a mail of its own (R9)', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const refundId = await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.settle()

  await documentFailure(world, refundId)
  await world.settle()

  const mail = world.mail.messages().at(-1)
  expect(world.mail.messages()).toHaveLength(3)
  expect(mail?.subject).toBe('Your refund from Azora Goods did not arrive (2026-R000001)')
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
    'refund-receipt-2026-R000001-v2.pdf',
    'receipt-2026-000001-v3.pdf',
  ])
})

test('a refund’s mail tells the receipt as it was with that refund, whatever was refunded since', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await documentRefund(world, { paymentId, amountMinor: 3_00 })

  await world.settle()

  const [, first, second] = world.mail.messages()
  expect(first?.text).toContain('Paid after refunds: $13.00')
  expect(second?.text).toContain('Paid after refunds: $10.00')
})

test.each([
  { effect: 'hang-after' },
  { effect: 'reset-after' },
  { effect: 'hang' },
  { effect: 'status', status: 429 },
  { effect: 'status', status: 500 },
] as const)('a mail that met $effect $status is sent once (E1)', async (fault) => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  world.mail.faults.add({ ...fault, times: 2 })

  await world.settle()
  await settleAgain(world)
  await settleAgain(world)

  expect(world.mail.messages()).toHaveLength(2)
  expect(await outbox(world)).toMatchObject([{ state: 'sent' }, { kind: 'refund_mail', state: 'sent', tries: 3 }])
})

test('a worker that died after it had sent a mail is followed by one that finds it sent (E1)', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.settle()
  await world.ctx.db.pool.query(`
    update outbox set state = 'pending', sent_at = null where kind = 'refund_mail';
    select graphile_worker.add_job('send_receipt', json_build_object('merchantId', merchant_id, 'outboxId', id))
    from outbox where state = 'pending'`)

  await world.settle()

  expect(world.mail.messages()).toHaveLength(2)
  expect(await outbox(world)).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
})

test('a mail that is refused for good is parked, and staff see why (E3)', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  world.mail.faults.add({ effect: 'status', status: 422, times: 99 })
  await documentRefund(world, { paymentId, amountMinor: 5_00 })

  await world.settle()
  await settleAgain(world)

  const mailOf = async (persona: 'support' | 'shopper') =>
    (await listReceiptsOfPayment(world.as(persona), { paymentId })).versions.find(({ kind }) => kind === 'refund')
      ?.mails
  expect(await mailOf('support')).toMatchObject([
    { state: 'failed', tries: 1, error: 'validation_error', sentAt: null },
  ])
  expect(await mailOf('shopper')).toMatchObject([{ state: 'failed', tries: 1, error: null }])
  const { rows } = await world.ctx.db.pool.query(`select action from audit_entry where action like 'receipt.mail%'`)
  expect(rows).toEqual([{ action: 'receipt.mail_refused' }])
})

test('a receipt that cannot be drawn fails its own mail alone; it is tried again, and others go out (E4)', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const { pool } = world.ctx.db
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await pool.query(`
    alter table receipt disable trigger receipt_is_frozen;
    update receipt set data = data - 'merchant' where kind = 'refund';
    alter table receipt enable trigger receipt_is_frozen`)
  await world.pay()

  await world.settle()

  expect(await outbox(world)).toMatchObject([
    { state: 'sent' },
    { kind: 'refund_mail', state: 'pending', tries: 1 },
    { kind: 'receipt_mail', state: 'sent' },
  ])
  const { rows } = await pool.query<{ status: string; jobs: string }>(
    `select distinct status, (select count(*) from graphile_worker.jobs) as jobs from payment`,
  )
  expect(rows).toEqual([{ status: 'succeeded', jobs: '1' }])
})

test('a document is mailed again when its owner or staff ask, three times a day whoever asks', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const refundId = await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.settle()
  const ask = (persona: 'shopper' | 'support', more = {}) =>
    sendReceiptAgain(world.as(persona), { requestId: randomUUID(), paymentId, ...more })

  expect(await ask('shopper')).toEqual({ number: '2026-000001', version: 2, leftToday: 2 })
  expect(await ask('support')).toMatchObject({ leftToday: 1 })
  expect(await ask('shopper')).toMatchObject({ leftToday: 0 })
  const often = refused({ code: 'receipt_sent_often', paymentId, copiesPerDay: 3 })
  await expect(ask('shopper')).rejects.toThrow(often)
  await expect(ask('support')).rejects.toThrow(often)
  expect(await ask('shopper', { refundId })).toMatchObject({ number: '2026-R000001', leftToday: 2 })
  world.clock.advance({ days: 1 })
  expect(await ask('shopper')).toMatchObject({ leftToday: 2 })
  await world.settle()

  expect(world.mail.messages().map(({ subject }) => subject)).toEqual([
    'Your receipt from Azora Goods (2026-000001)',
    'Your refund from Azora Goods (2026-R000001)',
    'Your receipt from Azora Goods (2026-000001)',
    'Your receipt from Azora Goods (2026-000001)',
    'Your receipt from Azora Goods (2026-000001)',
    'Your refund from Azora Goods (2026-R000001)',
    'Your receipt from Azora Goods (2026-000001)',
  ])
})

test('a request to mail again that is repeated mails once, also when it is sent twenty times at once', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const shopper = world.as('shopper')
  const request = { requestId: randomUUID(), paymentId }

  const answers = await Promise.all(Array.from({ length: 20 }, () => sendReceiptAgain(shopper, request)))
  await world.settle()

  expect(new Set(answers.map(({ leftToday }) => leftToday))).toEqual(new Set([2]))
  expect(world.mail.messages()).toHaveLength(2)
  const reused = refused({ code: 'request_id_reused', requestId: request.requestId })
  await expect(sendReceiptAgain(shopper, { ...request, refundId: randomUUID() })).rejects.toThrow(reused)
})

test('of many requests at once three are granted', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const shopper = world.as('shopper')

  const answers = await Promise.allSettled(
    Array.from({ length: 12 }, () => sendReceiptAgain(shopper, { requestId: randomUUID(), paymentId })),
  )

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await outbox(world)).toHaveLength(4)
})

test('nobody has somebody else’s receipt mailed (S1), and what has no address or receipt is refused', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const { payment: open } = await world.pay('4000000000009995')
  const ask = (persona: 'shopper' | 'shopper2', input: { paymentId: string; refundId?: string }) =>
    sendReceiptAgain(world.as(persona), { requestId: randomUUID(), ...input })

  await expect(ask('shopper2', { paymentId })).rejects.toThrow(refused({ code: 'payment_not_found', paymentId }))
  await expect(ask('shopper', { paymentId: open.id })).rejects.toThrow(
    refused({ code: 'receipt_not_found', paymentId: open.id }),
  )
  await expect(ask('shopper', { paymentId, refundId: randomUUID() })).rejects.toThrow(
    refused({ code: 'receipt_not_found', paymentId }),
  )
  await world.ctx.db.pool.query(`
    alter table receipt disable trigger receipt_is_frozen;
    update receipt set data = jsonb_set(data, '{customer,email}', 'null');
    alter table receipt enable trigger receipt_is_frozen`)
  await expect(ask('shopper', { paymentId })).rejects.toThrow(refused({ code: 'receipt_has_no_address', paymentId }))
})
