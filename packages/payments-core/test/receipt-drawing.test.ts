import { getPayment } from '@azora/payments-core/payment/get-payment'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { openReceiptDrawing, type ReceiptDrawing } from '@azora/payments-core/receipt/receipt-drawing'
import { pdfText } from '@azora/payments-core/receipt/receipt-pdf-text'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { createWorld } from '@azora/test-kit/create-world'
import { receipt } from '@azora/test-kit/receipt'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

const hostileDrawer = new URL('support/hostile-drawer.ts', import.meta.url)
const patient = { startMs: 15_000, waitMs: 15_000, drawMs: 15_000, threads: 1 }

/** Threads that do what a receipt's number says. */
const openHostile = (limits: Parameters<typeof openReceiptDrawing>[0]) =>
  openReceiptDrawing({ ...patient, ...limits }, hostileDrawer)

const of = (number: string) => receipt('usd', [{ name: 'Stoneware mug' }], { number })

const outcomesOf = async (drawing: ReceiptDrawing, numbers: string[]) => {
  const outcomes = await Promise.allSettled(numbers.map((number) => drawing.draw(of(number))))
  return outcomes.map((outcome) =>
    outcome.status === 'rejected' ? String(outcome.reason) : Buffer.from(outcome.value).toString(),
  )
}

test('a thread draws receipts as text on a page, and what it cannot draw is an error that names the reason (E4)', async () => {
  await using drawing = openReceiptDrawing(patient)
  drawing.warm()
  const broken = { ...of('2026-000042'), issuedAt: 'never' }

  const drawn = await drawing.draw(of('2026-000042'))

  expect(pdfText(drawn).flat()).toEqual(expect.arrayContaining(['Stoneware mug', '2026-000042']))
  await expect(drawing.draw(broken)).rejects.toThrow(/a receipt was not drawn: RangeError/)
})

test.each([
  ['loops', 'no answer within 300 ms'],
  ['eats', 'memory limit'],
  ['exits', 'its thread ended with 1'],
  ['throws', 'a bug in the thread'],
])(
  'a drawing that %s ends its thread and nothing else: those that wait behind it are drawn by another (E4)',
  async (number, reason) => {
    await using drawing = openHostile({ drawMs: number === 'loops' ? 300 : 15_000, memoryMb: 32 })

    expect(await outcomesOf(drawing, ['1', number, '2', '3'])).toEqual(['1', expect.stringContaining(reason), '2', '3'])
  },
)

test('an endless drawing does not hold up another: a second thread starts (E4)', async () => {
  await using drawing = openHostile({ threads: 2 })
  const endless = drawing.draw(of('loops')).catch(() => 'ended')

  expect(await outcomesOf(drawing, ['1', '2'])).toEqual(['1', '2'])
  await drawing[Symbol.asyncDispose]()
  expect(await endless).toBe('ended')
})

test('no more wait than the queue holds, and none longer than it should (I15)', async () => {
  await using drawing = openHostile({ waiting: 1, waitMs: 100, drawMs: 1_000 })

  const outcomes = await outcomesOf(drawing, ['loops', '2', '3'])

  expect(outcomes.slice(1)).toEqual([
    expect.stringContaining('waited too long'),
    expect.stringContaining('too many receipts wait'),
  ])
})

test('a mail whose receipt is not drawn is tried again, and the payment stays paid; whoever asks is told to come back (E4)', async () => {
  await using world = await createWorld()
  await using hostile = openHostile({ drawMs: 300 })
  world.ctx.drawing = { ...hostile, draw: () => hostile.draw(of('loops')) }

  const { payment } = await world.pay()
  await world.settle()

  const paymentId = payment.id
  const shopper = world.as('shopper')
  expect(await getPayment(shopper, { paymentId })).toMatchObject({ status: 'succeeded', receiptNumber: '2026-000001' })
  expect(world.mail.messages()).toEqual([])
  expect(world.logged.filter((line) => line.includes('a receipt was not drawn'))).toHaveLength(1)
  const later = refused({ code: 'temporarily_unavailable', retryAfterSeconds: 5 })
  await expect(getReceiptDocument(shopper, { paymentId })).rejects.toThrow(later)

  world.ctx.drawing = hostile
  await world.expireLeases()
  await sweepMails(world.ctx)
  expect(world.mail.messages()).toHaveLength(1)
})
