import { usePayments } from '@azora/payments-client/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { cartOf } from './cart-of.ts'
import { useStoredCart } from './use-cart.ts'

/** The cart with its products, and what the server says that it costs. The last total stays until the next one is there. */
export function usePickedCart() {
  const payments = usePayments()
  const stored = useStoredCart()
  const catalog = useQuery(payments.catalog.list.queryOptions())
  const picked = useMemo(() => cartOf(stored, catalog.data?.products ?? []), [stored, catalog.data])
  const quote = useQuery(
    payments.payments.quote.queryOptions(picked.cart, {
      enabled: picked.cart.items.length > 0,
      placeholderData: keepPreviousData,
    }),
  )
  return { ...picked, isEmpty: stored.lines.length === 0, catalog, quote }
}
