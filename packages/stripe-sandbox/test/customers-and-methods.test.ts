import { expect, test } from 'vitest'
import { createWorld } from './support/create-world.ts'

test('a customer is created, changed, listed and deleted', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada', metadata: { plan: 'a' } })

  const changed = await stripe.customers.update(customer.id, { name: '', phone: '+1', address: { city: 'Turin' } })
  const found = await stripe.customers.list({ email: 'ada@example.com' })
  const deleted = await stripe.customers.del(customer.id)

  expect(changed).toMatchObject({ name: null, phone: '+1', email: 'ada@example.com', address: { city: 'Turin' } })
  expect(found.data.map(({ id }) => id)).toEqual([customer.id])
  expect(deleted).toEqual({ id: customer.id, object: 'customer', deleted: true })
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  await expect(stripe.customers.update(customer.id, { name: 'x' })).rejects.toMatchObject({ code: 'resource_missing' })
  expect((await stripe.customers.list()).data).toEqual([])
})

test('a method is attached, found with its customer, changed and detached for good', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const [ada, bob] = [await stripe.customers.create(), await stripe.customers.create()]
  const method = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: ada.id })

  await expect(stripe.paymentMethods.attach(method.id, { customer: bob.id })).rejects.toThrow(
    'already been attached to a customer',
  )
  const changed = await stripe.paymentMethods.update(method.id, {
    billing_details: { name: 'Ada', address: { postal_code: '10121' } },
    card: { exp_month: 11 },
  })
  const listed = await stripe.paymentMethods.list({ customer: ada.id, type: 'card' })
  const ofCustomer = await stripe.customers.retrievePaymentMethod(ada.id, method.id)
  const detached = await stripe.paymentMethods.detach(method.id)

  expect(changed).toMatchObject({ billing_details: { name: 'Ada' }, card: { exp_month: 11, brand: 'mastercard' } })
  expect(listed.data.map(({ id }) => id)).toEqual([method.id])
  expect(ofCustomer.id).toBe(method.id)
  expect(detached.customer).toBeNull()
  await expect(stripe.paymentMethods.attach(method.id, { customer: ada.id })).rejects.toThrow('may not be used again')
  await expect(stripe.customers.retrievePaymentMethod(ada.id, method.id)).rejects.toMatchObject({ statusCode: 404 })
})

test('a saved method pays for its own customer only', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const [ada, bob] = [await stripe.customers.create(), await stripe.customers.create()]
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: ada.id })
  const pay = (customer: string) =>
    stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      confirm: true,
      customer,
      payment_method: method.id,
      return_url: 'https://shop.example',
    })

  await expect(pay(bob.id)).rejects.toMatchObject({ param: 'payment_method' })

  await expect(pay(ada.id)).resolves.toMatchObject({ status: 'succeeded', payment_method: method.id })
})

test('a card that declines refuses to be saved', async () => {
  await using world = await createWorld()
  const customer = await world.stripe.customers.create()

  const attaching = world.stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer: customer.id })

  await expect(attaching).rejects.toMatchObject({ type: 'StripeCardError', code: 'card_declined' })
})

test.for([
  ['4242424242424242', 'visa', 'credit'],
  ['4000056655665556', 'visa', 'debit'],
  ['5555555555554444', 'mastercard', 'credit'],
  ['2223003122003222', 'mastercard', 'credit'],
  ['5200828282828210', 'mastercard', 'debit'],
  ['5105105105105100', 'mastercard', 'prepaid'],
  ['378282246310005', 'amex', 'credit'],
  ['6011111111111117', 'discover', 'credit'],
  ['3056930009020004', 'diners', 'credit'],
  ['36227206271667', 'diners', 'credit'],
  ['3566002020360505', 'jcb', 'credit'],
  ['6200000000000005', 'unionpay', 'credit'],
  ['6200000000000047', 'unionpay', 'debit'],
])('card %s is %s %s', async ([number, brand, funding]) => {
  await using world = await createWorld()

  const token = await world.stripe.confirmationTokens.retrieve(world.token(number ?? ''))

  expect(token.payment_method_preview).toMatchObject({ card: { brand, funding, last4: number?.slice(-4) } })
})

test.for([
  [{ number: '4242424242424241' }, 'incorrect_number'],
  [{ number: '4242' }, 'incorrect_number'],
  [{ exp_month: 13 }, 'invalid_expiry_month'],
  [{ exp_year: 2020 }, 'invalid_expiry_year'],
  [{ cvc: '12' }, 'invalid_cvc'],
  [{ cvc: '1234' }, 'invalid_cvc'],
  [{ number: '4111111111111111' }, 'card_declined'],
] as const)('a card with %j is refused with %s', async ([wrong, code]) => {
  await using world = await createWorld()
  const card = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123', ...wrong }

  const making = world.stripe.paymentMethods.create({ type: 'card', card })

  await expect(making).rejects.toMatchObject({ type: 'StripeCardError', statusCode: 402, code })
})

test('no card number and no security code is kept or shown anywhere', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const card = { number: '4000000000009995', exp_month: 12, exp_year: 2040, cvc: '739' }
  const method = await stripe.paymentMethods.create({ type: 'card', card })
  const paying = stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    confirm: true,
    payment_method: method.id,
    return_url: 'https://shop.example',
  })
  await expect(paying).rejects.toMatchObject({ decline_code: 'insufficient_funds' })

  const state = await fetch(`${sandbox.url}/_sandbox/state`).then((response) => response.text())

  const everything = `${state} ${JSON.stringify(sandbox.requests())} ${JSON.stringify(method)}`
  expect(everything).toContain('9995')
  expect(everything).not.toContain('4000000000009995')
  expect(everything).not.toContain('"739"')
})

test('the test helper makes confirmation tokens of named cards', async () => {
  await using world = await createWorld()
  const token = await world.stripe.testHelpers.confirmationTokens.create({
    payment_method: 'pm_card_amex',
    return_url: 'https://shop.example',
    shipping: { name: 'Ada', address: { line1: 'Via Po 1', city: 'Turin', country: 'IT', postal_code: '10121' } },
  })

  const intent = await world.stripe.paymentIntents.create({
    amount: 500,
    currency: 'eur',
    confirm: true,
    confirmation_token: token.id,
    expand: ['payment_method'],
  })

  expect(intent).toMatchObject({
    status: 'succeeded',
    shipping: { name: 'Ada', address: { city: 'Turin' } },
    payment_method: { card: { brand: 'amex' } },
  })
  expect(await world.stripe.confirmationTokens.retrieve(token.id)).toMatchObject({ payment_intent: intent.id })
})
