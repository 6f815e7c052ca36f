import type { Caller } from '@azora/payments-core/context'
import { createLog } from '@azora/payments-core/log/create-log'
import { openPaymentContext, type PaymentContextOptions } from '@azora/payments-core/open-payment-context'
import { processPayment } from '@azora/payments-core/payment/process-payment'

/** Pays as the web process does, for the test that kills it meanwhile. */
type Job = {
  options: Omit<PaymentContextOptions, 'log'>
  payment: Parameters<typeof processPayment>[1]
  caller: Caller
}
// Written by the test that starts this program.
const { options, payment, caller } = JSON.parse(process.env['JOB'] ?? '{}') as Job

const ctx = await openPaymentContext({ ...options, log: createLog({ name: 'pay', level: 'error' }) })
await processPayment({ ...ctx, caller }, payment)
await ctx.close()
