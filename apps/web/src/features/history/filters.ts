import type { Currency } from '@azora/contract/currency'
import type { ListPayments } from '@azora/contract/payment'
import { type PaymentStatus, paymentStatuses } from '@azora/contract/payment-status'
import { shopCurrencies } from '../../lib/cart-store.ts'
import { parseAmount } from '../../lib/parse-amount.ts'

export const sorts = ['newest', 'oldest', 'amount_descending', 'amount_ascending'] as const

/** What the history shows. Days are local calendar days ("2026-11-21"), both inclusive; amounts as typed, in major units. */
export interface Filters {
  status: PaymentStatus | undefined
  from: string | undefined
  to: string | undefined
  currency: Currency | undefined
  minimum: string | undefined
  maximum: string | undefined
  sort: (typeof sorts)[number]
}

/** Reads the address. What it does not understand it leaves out, so that an old link still opens. */
export function readFilters(search: URLSearchParams): Filters {
  const currency = shopCurrencies.find((known) => known === search.get('currency'))
  return {
    status: paymentStatuses.find((known) => known === search.get('status')),
    from: day(search.get('from')),
    to: day(search.get('to')),
    currency,
    minimum: currency && (search.get('min') ?? undefined),
    maximum: currency && (search.get('max') ?? undefined),
    sort: sorts.find((known) => known === search.get('sort')) ?? 'newest',
  }
}

/** Writes the address: only what differs from showing everything, newest first. */
export function writeFilters(filters: Filters): URLSearchParams {
  const { status, from, to, currency, minimum, maximum, sort } = filters
  const search = new URLSearchParams()
  const put = (name: string, value: string | undefined) => {
    if (value) search.set(name, value)
  }
  put('status', status)
  put('from', from)
  put('to', to)
  put('currency', currency)
  put('min', currency && minimum)
  put('max', currency && maximum)
  put('sort', sort === 'newest' ? undefined : sort)
  return search
}

/** The filters as the API takes them. An amount that cannot be read does not filter; its field says so. */
export function listInput(filters: Filters): Omit<ListPayments, 'cursor' | 'limit'> {
  const { status, from, to, currency, minimum, maximum, sort } = filters
  const minimumMinor = currency && minimum ? parseAmount(minimum, currency) : undefined
  const maximumMinor = currency && maximum ? parseAmount(maximum, currency) : undefined
  return {
    sort,
    ...(status && { status }),
    ...(from && { from: startOfDay(from, 0) }),
    ...(to && { to: startOfDay(to, 1) }),
    ...(currency && { currency }),
    ...(minimumMinor !== undefined && { minimumMinor }),
    ...(maximumMinor !== undefined && { maximumMinor }),
  }
}

/** How many filters are set; the order is not one. */
export function countFilters({ status, from, to, currency, minimum, maximum }: Filters): number {
  return [status, from, to, currency, minimum, maximum].filter(Boolean).length
}

function day(text: string | null): string | undefined {
  const isDay = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  return isDay ? text : undefined
}

/** The first moment of a local day, or of the one so many days later. The calendar knows about summer time. */
function startOfDay(text: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater).toISOString()
}
