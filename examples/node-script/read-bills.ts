import type { Currency, Money } from '@azora/payments-client'

export interface Bill {
  customer: string
  amount: Money
  description: string
}

/** Lines of `customer,amount in minor units,currency,description`, the first of which is the heading. */
export function readBills(text: string): Bill[] {
  const [, ...lines] = text.trim().split('\n')
  return lines.map((line, at) => {
    const [customer, amount, currency, ...description] = line.split(',')
    const amountMinor = Number(amount)
    if (!customer || !currency || !Number.isSafeInteger(amountMinor)) throw new Error(`Line ${at + 2} is not a bill`)
    // The API refuses a currency that it does not know.
    return { customer, amount: { amountMinor, currency: currency as Currency }, description: description.join(',') }
  })
}
