import type { Caller } from '@azora/payments-core/context'
import { createLog } from '@azora/payments-core/log/create-log'
import { openPaymentContext, type PaymentContextOptions } from '@azora/payments-core/open-payment-context'
import { createRefund } from '@azora/payments-core/refund/create-refund'

/** Asks for refunds at once as the web process does, for the test that kills it meanwhile. */
type Job = {
  options: Omit<PaymentContextOptions, 'log'>
  refunds: Parameters<typeof createRefund>[1][]
  caller: Caller
}
// Written by the test that starts this program.
const { options, refunds, caller } = JSON.parse(process.env['JOB'] ?? '{}') as Job

const ctx = await openPaymentContext({ ...options, log: createLog({ name: 'refund', level: 'error' }) })
await Promise.allSettled(refunds.map((refund) => createRefund({ ...ctx, caller }, refund)))
await ctx.close()
