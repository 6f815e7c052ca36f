import * as z from 'zod/mini'
import { currencies } from './currency.ts'

export const Currency = z.enum(currencies)

/** An integer count of minor units that JavaScript holds exactly. */
export const AmountMinor = z.int().check(z.minimum(0))

/** An amount with its currency; never a bare number. `{ amountMinor: 10_50, currency: 'usd' }` is 10.50 USD. */
export const Money = z.object({ amountMinor: AmountMinor, currency: Currency })
export type Money = z.infer<typeof Money>
