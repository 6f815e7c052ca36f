import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { linkReceipt } from '@azora/payments-core/receipt/link-receipt'
import { listReceipts } from '@azora/payments-core/receipt/list-receipts'
import { openReceiptLink } from '@azora/payments-core/receipt/open-receipt-link'
import { createWorld } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

test('a paid payment has a receipt that says what was bought, and one mail with the same PDF', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()

  const receipt = await getReceipt(world.as('shopper'), { paymentId: payment.id })
  const document = await getReceiptDocument(world.as('shopper'), { paymentId: payment.id })

  expect(receipt.data).toMatchObject({
    number: '2026-000001',
    customer: { name: 'Ada Park', email: 'ada@example.com' },
    merchant: { name: 'Azora Goods' },
    method: { brand: 'visa', last4: '4242' },
    total: { amountMinor: 18_00, currency: 'usd' },
  })
  expect(receipt.mailedAt).not.toBeNull()
  const [mail, ...others] = world.mail.messages()
  expect(others).toEqual([])
  expect(mail).toMatchObject({ to: ['ada@example.com'] })
  expect(mail?.attachments[0]?.content).toBe(Buffer.from(document.bytes).toString('base64'))
})

test('the numbers of a year have no gap and no repeat, however many succeed at once (E5)', async () => {
  await using world = await createWorld()
  await Promise.all(Array.from({ length: 30 }, () => world.pay()))

  await world.settle()

  const { rows } = await world.ctx.db.pool.query<{ n: number }>('select number_in_year as n from receipt order by n')
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
})

test('a year begins with number one', async () => {
  await using world = await createWorld()
  await world.pay()
  await world.settle()
  world.clock.advance({ days: 60 })

  const { payment } = await world.pay()
  await world.settle()

  const { data } = await getReceipt(world.as('shopper'), { paymentId: payment.id })
  expect(data.number).toBe('2027-000001')
})

test('a payment that is not paid has no receipt yet', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay('4000000000009995')

  const receipt = getReceipt(world.as('shopper'), { paymentId: payment.id })

  await expect(receipt).rejects.toThrow(refused({ code: 'receipt_not_found', paymentId: payment.id }))
})

test('somebody else’s receipt, PDF and link are not found (E7)', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()
  const stranger = world.as('shopper2')
  const input = { paymentId: payment.id }

  const notFound = refused({ code: 'payment_not_found', paymentId: payment.id })
  await expect(getReceipt(stranger, input)).rejects.toThrow(notFound)
  await expect(getReceiptDocument(stranger, input)).rejects.toThrow(notFound)
  await expect(linkReceipt(stranger, input)).rejects.toThrow(notFound)
  expect((await listReceipts(stranger, { limit: 20 })).receipts).toEqual([])
})

test('a link opens the PDF for five minutes; a changed or old one opens nothing', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()
  const { path } = await linkReceipt(world.as('shopper'), { paymentId: payment.id })
  const [, , token = ''] = path.split('/')

  const opened = await openReceiptLink(world.ctx, token)
  const forged = await openReceiptLink(
    world.ctx,
    token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
  )
  world.clock.advance({ seconds: 301 })
  const old = await openReceiptLink(world.ctx, token)

  expect(opened?.fileName).toBe('receipt-2026-000001.pdf')
  expect(forged).toBeUndefined()
  expect(old).toBeUndefined()
})

test('receipts are listed newest first, page by page', async () => {
  await using world = await createWorld()
  for (let n = 0; n < 3; n += 1) {
    await world.pay()
    await world.settle()
    world.clock.advance({ seconds: 1 })
  }

  const first = await listReceipts(world.as('shopper'), { limit: 2 })
  const second = await listReceipts(world.as('shopper'), { limit: 2, cursor: first.nextCursor })

  expect(first.receipts.map(({ data }) => data.number)).toEqual(['2026-000003', '2026-000002'])
  expect(second.receipts.map(({ data }) => data.number)).toEqual(['2026-000001'])
  expect(second.nextCursor).toBeNull()
})
