import * as z from 'zod/mini'
import { AmountMinor, Currency, Money } from './money.ts'

/** A line of a cart. The price decides the amount; a browser never does. */
export const CartItem = z.strictObject({ priceId: z.uuid(), quantity: z.int().check(z.minimum(1), z.maximum(999)) })
export type CartItem = z.infer<typeof CartItem>

/** What is in the cart, at most 100 lines, all in one currency. */
export const Cart = z.strictObject({ items: z.array(CartItem).check(z.maxLength(100)), currency: Currency })
export type Cart = z.infer<typeof Cart>

/** `priceId` is null where the merchant's own backend named the amount. */
export const LineItem = z.object({
  priceId: z.nullable(z.uuid()),
  name: z.string(),
  quantity: z.int(),
  unitAmountMinor: AmountMinor,
  amountMinor: AmountMinor,
})
export type LineItem = z.infer<typeof LineItem>

/** A cart priced by the server. Binding only once `payments.process` has priced it again. */
export const Quote = z.object({ lineItems: z.array(LineItem), total: Money })
export type Quote = z.infer<typeof Quote>
