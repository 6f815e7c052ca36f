import type { Cart } from '@azora/contract/quote'

/** A cart as part of what a request id is bound to: the order of its lines decides nothing. */
export const meaningOfCart = ({ items, currency }: Cart) => ({
  items: items.map(({ priceId, quantity }) => `${priceId}*${quantity}`).toSorted(),
  currency,
})
