import type { DisputeReason } from '../resources/dispute/dispute.ts'
import { isPayoutFailure } from '../resources/payout/payout.ts'
import { checkSwitches } from '../state/switches.ts'
import type { StripeSandbox } from '../stripe-sandbox.ts'

type Handle = (sandbox: StripeSandbox, body: Record<string, unknown>) => object

/** What banks, networks and shoppers do to money, on command. */
export const moneyControls: Readonly<Record<string, Handle>> = {
  'GET /_sandbox/switches': (sandbox) => sandbox.switches.get(),
  'POST /_sandbox/switches': (sandbox, body) => sandbox.switches.set(checkSwitches(body)),
  'POST /_sandbox/refunds/fail': (sandbox, body) => {
    sandbox.failRefund(String(body['refund']))
    return { failed: body['refund'] }
  },
  'POST /_sandbox/accounts': ({ money }, { email }) => money.addAccount(typeof email === 'string' ? { email } : {}),
  'POST /_sandbox/disputes': ({ money }, { payment, reason = 'fraudulent', inquiry }) => {
    if (!isReason(reason)) throw new TypeError(`reason must be one of ${reasons.join(', ')}.`)
    return money.raiseDispute(String(payment), { reason, isInquiry: inquiry === true })
  },
  'POST /_sandbox/disputes/decide': ({ money }, { dispute, outcome }) => {
    if (outcome !== 'won' && outcome !== 'lost') throw new TypeError('outcome must be won or lost.')
    money.decideDispute(String(dispute), outcome)
    return { dispute, outcome }
  },
  'POST /_sandbox/payouts/fail': ({ money }, { payout, code = 'could_not_process' }) => {
    if (typeof code !== 'string' || !isPayoutFailure(code)) throw new TypeError(`There is no such failure of payouts.`)
    money.failPayout(String(payout), code)
    return { failed: payout, code }
  },
  'POST /_sandbox/early-fraud-warnings': ({ money }, { payment }) => money.warnOfFraud(String(payment)),
  'POST /_sandbox/reviews': ({ money }, { payment }) => money.openReview(String(payment)),
}

const reasons: readonly DisputeReason[] = ['fraudulent', 'general', 'product_not_received']
const isReason = (value: unknown): value is DisputeReason => reasons.some((reason) => reason === value)
