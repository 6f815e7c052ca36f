const card = (label: string, number: string, cvc = '123') => ({
  label,
  detail: `···· ${number.slice(-4)}`,
  card: { number, exp_month: 12, exp_year: 2034, cvc },
})

/** Stripe's test cards, one for each way that a payment can go. */
export const walletCards = [
  card('Visa', '4242424242424242'),
  card('Mastercard', '5555555555554444'),
  card('Asks for authentication', '4000002760003184'),
  card('Is declined', '4000000000000002'),
]

export const walletPerson = { name: 'Jenny Rosen', email: 'jenny.rosen@example.com', phone: '+12015550123' }

const address = (given: { line1: string; city: string; state: string; postal_code: string; country: string }) => ({
  label: given.line1,
  detail: `${given.city}, ${given.country}`,
  address: { ...given, line2: null },
})

export const walletAddresses = [
  address({ line1: '510 Townsend St', city: 'San Francisco', state: 'CA', postal_code: '94103', country: 'US' }),
  address({ line1: '12 St James Square', city: 'London', state: 'London', postal_code: 'SW1Y 4JH', country: 'GB' }),
  address({ line1: 'Oranienstraße 25', city: 'Berlin', state: 'Berlin', postal_code: '10999', country: 'DE' }),
]
