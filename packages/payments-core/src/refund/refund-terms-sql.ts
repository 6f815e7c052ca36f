import { currencies, currencyStep } from '@azora/contract/currency'
import { MerchantSettings, refundingRoles } from '@azora/contract/merchant-settings'
import type { CallerContext } from '../context.ts'

/** The merchant's rules on refunds, in SQL on rows of `merchant` and `payment`, so that a request is granted in one statement. */

const defaults = MerchantSettings.parse({}).refunds

/** How long after it was paid a payment can be refunded. */
const window = `make_interval(hours => 24 * coalesce((merchant.settings #>> '{refunds,windowDays}')::int4, ${defaults.windowDays}))`

/** When the window of a payment ends. */
export const windowEndsAt = `payment.paid_at + ${window}`

/** Up to how much of this payment a caller with `$roles` lets go back alone; null for nothing. */
export const callersLimit = `(
  select max((merchant.settings #>> array['refunds', 'limits', role, payment.currency::text])::int8)
  from unnest($roles) as role)`

/** The roles of a caller that may have a limit. */
export const limitedRoles = ({ caller }: CallerContext): string[] =>
  refundingRoles.filter((role) => caller.roles.includes(role))

const steps = currencies
  .filter((currency) => currencyStep(currency) > 1)
  .map((currency) => `when '${currency}' then ${currencyStep(currency)}`)

/** Some currencies have no smaller coin than ten or a hundred of their minor units. */
export const coin = `(case payment.currency ${steps.join(' ')} else 1 end)`
