import { randomUUID } from 'node:crypto'
import { chargePayment } from '@azora/payments-core/payment/charge-payment'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { tellOfExpiry } from '@azora/payments-core/method/tell-of-expiry'
import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { pdfText } from '@azora/payments-core/receipt/receipt-pdf-text'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveMethod } from './support/save-method.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** A payment of a shopper who asked in a language, and the mail that came of it. */
async function payIn(locale: 'en' | 'de' | null) {
  const ctx = world.as('shopper')
  const { payment } = await processPayment(
    { ...ctx, caller: { ...ctx.caller, locale } },
    {
      requestId: randomUUID(),
      cart: world.cart('eur'),
      confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
    },
  )
  await world.settle()
  return { paymentId: payment.id, mail: world.mail.messages().at(-1) }
}

test('who says no language gets English; who asks in German gets mail and document in German, then and later', async () => {
  const first = await payIn(null)
  const second = await payIn('de')
  const third = await payIn(null)

  expect(first.mail?.subject).toBe('Your receipt from Azora Goods (2026-000001)')
  expect(second.mail?.subject).toBe('Ihr Beleg von Azora Goods (2026-000002)')
  expect(second.mail?.html).toContain('<html lang="de">')
  expect(third.mail?.subject).toBe('Ihr Beleg von Azora Goods (2026-000003)')
  const shopper = world.as('shopper')
  const { bytes } = await getReceiptDocument(shopper, { paymentId: second.paymentId })
  expect(pdfText(bytes).flat()).toContain('Beleg')
  expect((await getReceipt(shopper, { paymentId: first.paymentId })).data.locale).toBe('en')
})

test('the mails about a charge that the bank asks about and about a card that expires are in the customer’s language', async () => {
  const methodId = await saveMethod(world, 'pm_card_authenticationRequired')
  await chargeSaved(world.as('service'), {
    requestId: randomUUID(),
    customerSubject: personas.shopper.subject,
    savedMethodId: methodId,
    amount: { amountMinor: 9_90, currency: 'eur' },
    description: 'Mitgliedschaft',
  })
  await world.ctx.db.pool.query(
    `update saved_method set brand = 'visa', last4 = '3184', expiry_month = extract(month from $1::timestamptz), expiry_year = extract(year from $1::timestamptz)`,
    [world.clock.now()],
  )
  await tellOfExpiry(world.ctx)
  await world.settle()

  const subjects = world.mail.messages().map(({ subject }) => subject)
  expect(subjects).toContain('Bitte bestätigen Sie Ihre Zahlung an Azora Goods')
  expect(subjects).toContain('Eine bei Azora Goods gespeicherte Karte läuft bald ab')
  const confirm = world.mail.messages().find(({ subject }) => subject.startsWith('Bitte bestätigen'))
  expect(confirm?.text).toMatch(/Betrag: 9,90\s€/)
})

test('a backend says the language of a customer whom it charges', async () => {
  const subject = 'persona-german'
  await chargePayment(world.as('service'), {
    requestId: randomUUID(),
    customer: { subject, email: 'eva@example.com', locale: 'de' },
    amount: { amountMinor: 5_00, currency: 'eur' },
    description: 'Tisch für zwei',
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  })
  await world.settle()

  expect(world.mail.messages().find(({ to }) => String(to).includes('eva@example.com'))?.subject).toMatch(/^Ihr Beleg/)
})
