import { createHash } from 'node:crypto'
import { isUniqueViolation } from '@azora/db/database'
import type { PaymentContext } from '../context.ts'
import type { MethodSnapshot } from '../stripe/method-snapshot.ts'
import { keepMethod as keepMethodRow } from './method-rows.ts'

interface MethodNews {
  method: MethodSnapshot
  /** Whose it is, or was before it was detached. */
  stripeCustomerId: string
  /** The consent that a bank account's holder gave with it. */
  mandateId?: string | null
  eventId?: string | null
}

/**
 * Writes down what Stripe says of a method of one of our customers: references only, never a number. Repeats, and news in
 * another order, change nothing.
 *
 * @returns undefined when Stripe's customer is none of ours
 */
export async function keepMethod(ctx: PaymentContext, news: MethodNews) {
  const { method, stripeCustomerId, mandateId = null, eventId = null } = news
  const { merchantId, newId } = ctx
  const now = ctx.clock.now()
  const row = () =>
    ctx.db.first(keepMethodRow, {
      merchantId,
      savedMethodId: newId(),
      stripeCustomerId,
      stripePaymentMethodId: method.id,
      type: method.type,
      brand: method.brand,
      last4: method.last4,
      bankName: method.bankName,
      expiryMonth: method.expiry?.month ?? null,
      expiryYear: method.expiry?.year ?? null,
      fingerprintHash: method.fingerprint && hashOf(merchantId, method.fingerprint),
      mandateId,
      detachedAt: method.stripeCustomerId ? null : now,
      eventId,
      auditId: newId(),
      now,
    })
  return row().catch((error: unknown) => {
    // Another first method became the default at this moment.
    if (!isUniqueViolation(error)) throw error
    return row()
  })
}

const hashOf = (merchantId: string, fingerprint: string): string =>
  createHash('sha256').update(`${merchantId}/${fingerprint}`).digest('hex')
