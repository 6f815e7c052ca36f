import { currencyStep, maximumCharge, minimumCharge } from '@azora/contract/currency'
import type { Payment, ProcessedPayment, ProcessPayment } from '@azora/contract/payment'
import { isUniqueViolation } from '@azora/db/database'
import { quoteCart } from '../cart/quote-cart.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { StripeUnavailable } from '../stripe/stripe-gateway.ts'
import { waitFor } from '../wait.ts'
import { fingerprintOf } from './fingerprint.ts'
import { finishAttempt, leaseSeconds, type LeasedAttempt } from './finish-attempt.ts'
import { getPayment } from './get-payment.ts'
import { beginNextAttempt, beginPayment, findIntentId, findRequest, takeOverAttempt } from './payment-rows.ts'

/** How long a repeat waits for the first of its kind before it is told to come back. */
const repeatWait = { everyMs: 50, limitMs: 2_000 }

/**
 * Charges a cart once, however often it is asked to.
 *
 * Three steps, each resumable: the request, payment and attempt are committed; Stripe is called with a key derived from
 * the attempt; the answer is committed. After a crash the same request, or `sweepPayments`, goes on where it stopped.
 * When Stripe gives no answer in time the payment is returned as `processing`: it may have been charged, and will be found out.
 * `succeeded` comes later, by an event or the sweeper.
 *
 * @throws {Refusal} cart_empty, price_not_found, currency_not_offered, amount_too_small, amount_too_large,
 *   payment_not_found, payment_not_payable, payment_changed, request_id_reused, request_in_progress, temporarily_unavailable
 * @see https://docs.stripe.com/payments/finalize-payments-on-the-server (read 2026-11-21)
 */
export async function processPayment(ctx: CallerContext, input: ProcessPayment): Promise<ProcessedPayment> {
  const fingerprint = fingerprintOf(input)
  const taken = await takeRequest(ctx, input, fingerprint)

  if (taken.kind === 'begun') return answerFrom(ctx, input.requestId, taken.attempt)
  if (taken.kind === 'existing') return repeatRequest(ctx, input, fingerprint)
  return replay(ctx, taken.answer)
}

type TakenRequest =
  | { kind: 'begun'; attempt: LeasedAttempt }
  | { kind: 'existing' }
  | { kind: 'answered'; answer: Payment }

async function takeRequest(ctx: CallerContext, input: ProcessPayment, fingerprint: string): Promise<TakenRequest> {
  const { cart, confirmationTokenId } = input
  const paymentId = input.paymentId ?? ctx.newId()
  const request = {
    merchantId: ctx.merchantId,
    subject: ctx.caller.subject,
    requestId: input.requestId,
    fingerprint,
    items: cart.items,
    currency: cart.currency,
    minimumMinor: minimumCharge(cart.currency),
    maximumMinor: maximumCharge,
    stepMinor: currencyStep(cart.currency),
    paymentId,
    attemptId: ctx.newId(),
    auditId: ctx.newId(),
    confirmationTokenId,
    leaseSeconds,
    now: ctx.clock.now(),
  }
  const row = await (input.paymentId
    ? ctx.db.first(beginNextAttempt, request).catch(ignoreRival)
    : ctx.db.first(beginPayment, {
        ...request,
        customerId: ctx.newId(),
        email: ctx.caller.email,
        name: ctx.caller.name,
        description: input.description ?? null,
        metadata: input.metadata ?? {},
      }))

  if (row?.fingerprint && row.fingerprint !== fingerprint) throw reused(input)
  if (row?.answer) return { kind: 'answered', answer: row.answer }
  if (row?.begunMinor != null) {
    // The row's own metadata: whoever sends the attempt again reads it there, and Stripe takes a key with equal input only.
    const { begunMinor: amountMinor, description, metadata, paymentIntentId } = row
    const { attemptId, now: createdAt } = request
    const { currency } = cart
    return {
      kind: 'begun',
      attempt: {
        attemptId,
        paymentId,
        leaseToken: 1,
        tries: 0,
        createdAt,
        confirmationTokenId,
        paymentIntentId,
        amountMinor,
        currency,
        description: description ?? '',
        metadata: metadata ?? {},
      },
    }
  }
  if (row?.existingAttemptId || (await ctx.db.first(findRequest, request))) return { kind: 'existing' }
  throw await whyNotPayable(ctx, input)
}

/** A rival of the same payment broke our statement's unique key: nothing was written, and its record is there to be read. */
function ignoreRival(error: unknown): undefined {
  if (!isUniqueViolation(error)) throw error
}

/** The same request, not answered yet: finish it if its owner is gone, otherwise wait a little for the owner. */
async function repeatRequest(
  ctx: CallerContext,
  input: ProcessPayment,
  fingerprint: string,
): Promise<ProcessedPayment> {
  const { merchantId, caller } = ctx
  const { requestId } = input
  const found = await waitFor(repeatWait, async () => {
    const record = await ctx.db.first(findRequest, { merchantId, subject: caller.subject, requestId })
    if (record && record.fingerprint !== fingerprint) throw reused(input)
    if (record?.answer) return replay(ctx, record.answer)
    if (!record?.attemptId) return undefined
    const attempt = await ctx.db.first(takeOverAttempt, { merchantId, attemptId: record.attemptId, leaseSeconds })
    return attempt ? answerFrom(ctx, requestId, attempt) : undefined
  })
  if (!found) throw new Refusal({ code: 'request_in_progress', requestId })
  return found
}

async function answerFrom(ctx: CallerContext, requestId: string, attempt: LeasedAttempt): Promise<ProcessedPayment> {
  const finished = await finishAttempt(ctx, attempt)
  switch (finished.kind) {
    case 'settled':
      return { payment: finished.payment, clientSecret: needsAction(finished.payment) ? finished.clientSecret : null }
    case 'unknown':
      return { payment: await getPayment(ctx, { paymentId: attempt.paymentId }), clientSecret: null }
    case 'overtaken':
      throw new Refusal({ code: 'request_in_progress', requestId })
  }
}

/** The stored answer. The client secret is never stored, so it is fetched again for a payment that still needs it. */
async function replay(ctx: CallerContext, payment: Payment): Promise<ProcessedPayment> {
  if (!needsAction(payment)) return { payment, clientSecret: null }
  const row = await ctx.db.first(findIntentId, { merchantId: ctx.merchantId, paymentId: payment.id })
  const intent = row?.intentId ? await ctx.stripe.retrieveIntent(row.intentId).catch(refuseForNow) : undefined
  return { payment, clientSecret: intent?.clientSecret ?? null }
}

/** Without its secret the page could not go on, so it is told to come back. */
function refuseForNow(error: unknown): never {
  if (!(error instanceof StripeUnavailable)) throw error
  throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })
}

const needsAction = (payment: Payment) => payment.status === 'requires_action'

const reused = ({ requestId }: ProcessPayment) => new Refusal({ code: 'request_id_reused', requestId })

async function whyNotPayable(ctx: CallerContext, input: ProcessPayment): Promise<Error> {
  const { total } = await quoteCart(ctx, input.cart)
  const { paymentId } = input
  if (!paymentId) return new Error('a cart that has a price was not taken')
  const { status, amount } = await getPayment(ctx, { paymentId })
  if (status !== 'requires_payment_method') return new Refusal({ code: 'payment_not_payable', paymentId, status })
  const isSameTotal = amount.amountMinor === total.amountMinor && amount.currency === total.currency
  if (!isSameTotal) return new Refusal({ code: 'payment_changed', paymentId })
  return new Refusal({ code: 'request_in_progress', requestId: input.requestId })
}
