import type { Currency } from '@azora/contract/currency'
import { MerchantSettings, refundingRoles } from '@azora/contract/merchant-settings'
import type { PaymentStatus } from '@azora/contract/payment-status'
import { boolean, int8, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { hasOpenDispute } from './refund-sql.ts'

/** What decides on a request for a refund: the payment as it is, and the merchant's rules for this caller. */
export interface RefundTerms {
  payment: {
    status: PaymentStatus
    currency: Currency
    leftMinor: number
    isDisputed: boolean
    paidAt: Date | null
  } | null
  /** Payments that were paid earlier are not refunded any more. */
  paidSince: Date
  windowMs: number
  /** Up to how much of this payment the caller lets go back alone; null for nothing. */
  limitMinor: number | null
}

const dayMs = 86_400_000

export async function readTerms(ctx: CallerContext, paymentId: string): Promise<RefundTerms> {
  const row = await ctx.db.first(selectTerms, { merchantId: ctx.merchantId, paymentId })
  if (!row) throw new Error(`there is no merchant ${ctx.merchantId}`)
  const { refunds } = MerchantSettings.parse(row.settings)
  const windowMs = refunds.windowDays * dayMs
  const terms = { paidSince: new Date(ctx.clock.now().getTime() - windowMs), windowMs }
  const { status, currency, leftMinor, isDisputed, paidAt } = row
  if (status === null || currency === null) return { ...terms, payment: null, limitMinor: null }

  const payment = {
    // CHECKs and the contract let nothing else into these columns.
    status: status as PaymentStatus,
    currency: currency as Currency,
    leftMinor: leftMinor ?? 0,
    isDisputed: isDisputed ?? true,
    paidAt,
  }
  const limits = refundingRoles
    .filter((role) => ctx.caller.roles.includes(role))
    .flatMap((role) => refunds.limits[role]?.[payment.currency] ?? [])
  return { ...terms, payment, limitMinor: limits.length > 0 ? Math.max(...limits) : null }
}

const selectTerms = defineStatement({
  name: 'refund/select-terms',
  text: `
    select merchant.settings, payment.status, payment.currency::text,
           payment.captured_minor - payment.refund_reserved_minor as "leftMinor", ${hasOpenDispute} as "isDisputed",
           payment.paid_at as "paidAt"
    from merchant left join payment on payment.merchant_id = merchant.id and payment.id = $paymentId
    where merchant.id = $merchantId`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: {
    settings: jsonb<unknown>(),
    status: nullable(text),
    currency: nullable(text),
    leftMinor: nullable(int8),
    isDisputed: nullable(boolean),
    paidAt: nullable(timestamptz),
  },
})
