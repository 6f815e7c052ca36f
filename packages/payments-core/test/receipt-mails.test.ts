import { randomUUID } from 'node:crypto'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { listReceiptsOfPayment } from '@azora/payments-core/receipt/list-receipts-of-payment'
import { openReceiptLink } from '@azora/payments-core/receipt/open-receipt-link'
import { sendReceipt } from '@azora/payments-core/receipt/send-receipt'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { documentFailure, documentRefund } from './support/document-refund.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.mail.faults.clear())
afterAll(() => world[Symbol.asyncDispose]())

async function pay(): Promise<string> {
  const { payment } = await world.pay()
  await world.settle()
  return payment.id
}

/** Tries again what waits for its next try, as if its pause were over. */
async function tryAgain(): Promise<void> {
  await world.expireLeases()
  await sweepMails(world.ctx)
}

const mailsAbout = (paymentId: string) => world.mail.messages().filter(({ html }) => html?.includes(paymentId))

async function outboxOf(paymentId: string) {
  const { rows } = await world.ctx.db.pool.query<{ kind: string; state: string; tries: number }>(
    `select outbox.kind, state, tries from outbox join receipt on receipt.id = subject_id
     where payment_id = $1 order by created_at, outbox.id`,
    [paymentId],
  )
  return rows
}

async function actionsOn(subjectId: string): Promise<string[]> {
  const { rows } = await world.ctx.db.pool.query<{ action: string }>(
    `select action from audit_entry where subject_id = $1 and (action like 'receipt.mail%' or action like 'mail.%')`,
    [subjectId],
  )
  return rows.map(({ action }) => action)
}

test('a refund is told in one mail, with its own receipt and the payment’s new version', async () => {
  const paymentId = await pay()
  const refundId = await documentRefund(world, { paymentId, amountMinor: 5_00 })

  await world.settle()

  const [, mail, ...others] = mailsAbout(paymentId)
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    to: ['ada@example.com'],
    subject: expect.stringMatching(/^Your refund from Azora Goods \(2026-R\d{6}\)$/),
  })
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
    expect.stringMatching(/^refund-receipt-2026-R\d{6}\.pdf$/),
    expect.stringMatching(/^receipt-2026-\d{6}-v2\.pdf$/),
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

test('every version stays reachable, each as the bytes that were mailed', async () => {
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await documentRefund(world, { paymentId, amountMinor: 3_00 })
  await world.settle()

  const pdfs = await Promise.all(
    [1, 2, 3].map((version) => getReceiptDocument(world.as('shopper'), { paymentId, version })),
  )

  const mailed = mailsAbout(paymentId).map(({ attachments }) => attachments.at(-1)?.content)
  expect(mailed).toEqual(pdfs.map(({ bytes }) => Buffer.from(bytes).toString('base64')))
  expect(new Set(mailed).size).toBe(3)
})

test('a refund that came back is told in a mail of its own (R9)', async () => {
  const paymentId = await pay()
  const refundId = await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.settle()

  await documentFailure(world, refundId)
  await world.settle()

  const [, , mail, ...others] = mailsAbout(paymentId)
  expect(others).toEqual([])
  expect(mail?.subject).toMatch(/^Your refund from Azora Goods did not arrive \(2026-R\d{6}\)$/)
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
    expect.stringMatching(/^refund-receipt-2026-R\d{6}-v2\.pdf$/),
    expect.stringMatching(/^receipt-2026-\d{6}-v3\.pdf$/),
  ])
})

test('each refund’s mail tells its own amount and the receipt as it was then, whatever was refunded since (R7)', async () => {
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await documentRefund(world, { paymentId, amountMinor: 3_00 })

  await world.settle()

  const [, first, second] = mailsAbout(paymentId)
  expect(first?.text).toContain('We have sent $5.00 back to you.')
  expect(first?.text).toContain('Paid after refunds: $13.00')
  expect(second?.text).toContain('We have sent $3.00 back to you.')
  expect(second?.text).toContain('Paid after refunds: $10.00')
})

test.each([
  { effect: 'hang-after' },
  { effect: 'reset-after' },
  { effect: 'hang' },
  { effect: 'status', status: 429 },
  { effect: 'status', status: 500 },
] as const)('a mail that met $effect ($status) is sent once, by the sweeper (E1)', async (fault) => {
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  world.mail.faults.add({ ...fault, times: 2 })

  await world.settle()
  await tryAgain()
  await tryAgain()

  expect(mailsAbout(paymentId)).toHaveLength(2)
  expect(await outboxOf(paymentId)).toMatchObject([{ state: 'sent' }, { kind: 'refund_mail', state: 'sent', tries: 3 }])
})

test('a worker that died after it had sent a mail is followed by one that finds it sent (E1)', async () => {
  const paymentId = await pay()
  await world.ctx.db.pool.query(`
    alter table outbox disable trigger outbox_is_frozen;
    update outbox set state = 'pending', sent_at = null from receipt where receipt.id = subject_id and payment_id = '${paymentId}';
    alter table outbox enable trigger outbox_is_frozen`)

  await tryAgain()

  expect(mailsAbout(paymentId)).toHaveLength(1)
  expect(await outboxOf(paymentId)).toMatchObject([{ state: 'sent' }])
})

test('a mail whose job was lost leaves half a minute later', async () => {
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.ctx.db.pool.query(`delete from graphile_worker._private_jobs`)

  expect(await sweepMails(world.ctx)).toBe(0)
  await world.ctx.db.pool.query(`update outbox set next_try_at = next_try_at - interval '30 seconds'`)
  expect(await sweepMails(world.ctx)).toBe(1)

  expect(mailsAbout(paymentId)).toHaveLength(2)
})

test('two sweepers take a mail once', async () => {
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await world.expireLeases()

  const taken = await Promise.all([sweepMails(world.ctx), sweepMails(world.ctx), sweepMails(world.ctx)])

  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(1)
})

test('a mail that is refused for good is parked, and staff see why (E3)', async () => {
  const paymentId = await pay()
  world.mail.faults.add({ effect: 'status', status: 422, times: 99 })
  await documentRefund(world, { paymentId, amountMinor: 5_00 })

  await world.settle()
  await tryAgain()

  const mailOf = async (persona: 'support' | 'shopper') =>
    (await listReceiptsOfPayment(world.as(persona), { paymentId })).versions.find(({ kind }) => kind === 'refund')
      ?.mails
  expect(await mailOf('support')).toMatchObject([
    { state: 'failed', tries: 1, error: 'validation_error', sentAt: null },
  ])
  expect(await mailOf('shopper')).toMatchObject([{ state: 'failed', tries: 1, error: null }])
  expect(await actionsOn(paymentId)).toEqual(['receipt.mail_refused'])
})

test('a mail is tried for 20 hours, as long as the service knows a repeat, and then given up where staff see it (E1)', async () => {
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  world.mail.faults.add({ effect: 'status', status: 500, times: 99 })
  await world.settle()

  world.clock.advance({ hours: 19 })
  await tryAgain()
  expect(await outboxOf(paymentId)).toMatchObject([{}, { state: 'pending', tries: 2 }])
  world.clock.advance({ hours: 2 })
  await tryAgain()
  await tryAgain()

  expect(await outboxOf(paymentId)).toMatchObject([{}, { state: 'failed', tries: 2 }])
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(
    `select id from outbox where state = 'failed' and last_error like '%500%'`,
  )
  expect(await actionsOn(rows[0]?.id ?? '')).toEqual(['mail.given_up'])
})

/** A worker sends a payment's newest mail and dies before it has written that down. */
async function sendAndDie(paymentId: string): Promise<void> {
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(
    `select outbox.id from outbox join receipt on receipt.id = subject_id
     where payment_id = $1 order by outbox.id desc limit 1`,
    [paymentId],
  )
  const all: World['ctx']['db']['all'] = async (statement, params) => {
    if (statement.name === 'receipt/close-mail') throw new Error('killed')
    return world.ctx.db.all(statement, params)
  }
  const dying = { ...world.ctx, db: { ...world.ctx.db, all } }
  await expect(sendReceipt(dying, String(rows[0]?.id))).rejects.toThrow('killed')
}

test.each([
  [
    'whose answer was lost',
    async () => {
      world.mail.faults.add({ effect: 'hang-after', times: 1 })
      await world.settle()
    },
  ],
  ['whose worker died', sendAndDie],
])(
  'a mail %s is not sent again once the service has forgotten it, though no worker ran for a day (E1)',
  async (...[, send]) => {
    const paymentId = await pay()
    await documentRefund(world, { paymentId, amountMinor: 5_00 })
    await send(paymentId)
    expect(mailsAbout(paymentId)).toHaveLength(2)

    world.clock.advance({ hours: 25 })
    await tryAgain()
    await tryAgain()

    expect(mailsAbout(paymentId)).toHaveLength(2)
    expect(await outboxOf(paymentId)).toMatchObject([{}, { kind: 'refund_mail', state: 'failed' }])
  },
)

test('a receipt that cannot be drawn fails its own mail alone; it is tried again, and others go out (E4)', async () => {
  const { pool } = world.ctx.db
  const paymentId = await pay()
  await documentRefund(world, { paymentId, amountMinor: 5_00 })
  const setData = (data: string) =>
    pool.query(`
      alter table receipt disable trigger receipt_is_frozen;
      update receipt set data = ${data} where kind = 'refund' and payment_id = '${paymentId}';
      alter table receipt enable trigger receipt_is_frozen`)
  await setData(`jsonb_set(data, '{issuedAt}', '"never"')`)
  const { payment: other } = await world.pay()

  await world.settle()

  expect(await outboxOf(paymentId)).toMatchObject([{ state: 'sent' }, { state: 'pending', tries: 1 }])
  expect(await outboxOf(other.id)).toMatchObject([{ state: 'sent' }])
  const { rows } = await pool.query(`select status from payment where id = '${paymentId}'`)
  expect(rows).toEqual([{ status: 'succeeded' }])

  await setData(`jsonb_set(data, '{issuedAt}', data->'refund'->'refundedAt')`)
  await tryAgain()
  expect(await outboxOf(paymentId)).toMatchObject([{ state: 'sent' }, { state: 'sent', tries: 2 }])
})

test('the link in a mail opens its PDF without signing in, for seven days (E7)', async () => {
  const paymentId = await pay()
  const [mail] = mailsAbout(paymentId)
  const token = /\/receipts\/([^/]+)\/receipt-2026-\d{6}\.pdf/.exec(mail?.text ?? '')?.[1] ?? ''

  world.clock.advance({ days: 6.9 })
  const opened = await openReceiptLink(world.ctx, token)
  world.clock.advance({ hours: 3 })
  const late = await openReceiptLink(world.ctx, token)

  expect(Buffer.from(opened?.bytes ?? []).toString('base64')).toBe(mail?.attachments[0]?.content)
  expect(late).toBeUndefined()
  const otherId = randomUUID()
  expect(await openReceiptLink(world.ctx, token.replace(/^[^.]+/, otherId))).toBeUndefined()
})
