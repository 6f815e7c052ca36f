import type { Cart } from '@azora/contract/quote'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { CheckoutEvent } from '../checkout/checkout-machine.ts'
import { refusalOf } from '../refusal.ts'
import { usePayments } from './trpc.ts'

/** Tells the machine what the cart costs, or why it cannot be sold. Gives the way to ask again. */
export function useQuote(cart: Cart, dispatch: (event: CheckoutEvent) => void) {
  const payments = usePayments()
  const isEmpty = cart.items.length === 0
  const { data, error, refetch, isFetching } = useQuery({
    ...payments.payments.quote.queryOptions(cart),
    enabled: !isEmpty,
    retry: false,
  })

  useEffect(() => {
    if (data && !error) dispatch({ type: 'priced', quote: data })
  }, [data, error, dispatch])

  useEffect(() => {
    if (cart.items.length === 0) return dispatch({ type: 'unpriced', refusal: { code: 'cart_empty' } })
    if (!error) return
    const refusal = refusalOf(error)
    dispatch(refusal ? { type: 'unpriced', refusal } : { type: 'pricing_failed' })
  }, [cart, error, dispatch])

  const reprice = useCallback(() => {
    if (!isEmpty) void refetch()
  }, [isEmpty, refetch])
  return { reprice, isRepricing: isFetching }
}
