// Charges each line of a file to the card that the customer has saved. Run it as often as you like: a line is charged once.
//
//   PAYMENTS_URL=http://localhost:3000/trpc TOKEN_URL=http://localhost:12113/token \
//   CLIENT_ID=service_shop CLIENT_SECRET=sandbox-secret-of-the-shop node bill.ts bills.csv
import { readFileSync } from 'node:fs'
import { createPaymentsClient, failureOf, formatMoney, refusalText, type Payment } from '@azora/payments-client'
import { createServiceTokens, requestIdFor } from '@azora/payments-client/server'
import { readBills, type Bill } from './read-bills.ts'

const payments = createPaymentsClient({
  url: setting('PAYMENTS_URL'),
  getToken: createServiceTokens({
    tokenUrl: setting('TOKEN_URL'),
    clientId: setting('CLIENT_ID'),
    clientSecret: setting('CLIENT_SECRET'),
  }),
})

let hasFailed = false
for (const bill of readBills(readFileSync(process.argv[2] ?? 'bills.csv', 'utf8'))) {
  console.log(`${bill.customer}, ${formatMoney(bill.amount, 'en')}: ${await charge(bill)}`)
}
process.exitCode = hasFailed ? 1 : 0

async function charge(bill: Bill): Promise<string> {
  const { customer, amount, description } = bill
  try {
    const payment = await payments.payments.chargeSaved.mutate({
      // The same line is the same request, today and when the script is run again.
      requestId: await requestIdFor(`bill of ${customer}: ${description}`),
      customerSubject: customer,
      amount,
      description,
    })
    return outcomeOf(payment)
  } catch (error) {
    hasFailed = true
    const failure = failureOf(error)
    switch (failure.kind) {
      case 'refused':
        return refusalText(failure.refusal, 'en')
      case 'unanswered':
        return 'no answer; run the script again to learn what became of it'
      case 'failed':
        return `something went wrong, ask about request ${failure.requestId}`
      case 'canceled':
      case 'unknown':
        throw error
    }
  }
}

function outcomeOf({ status, decline }: Payment): string {
  switch (status) {
    case 'succeeded':
    case 'processing':
    case 'requires_capture':
      return 'charged'
    case 'requires_action':
      return 'the bank wants to hear from the customer, who has mail'
    case 'requires_payment_method':
      return `declined (${decline?.reason ?? 'card_declined'})`
    case 'canceled':
      return 'canceled'
  }
}

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`Set ${name}`)
  return value
}
