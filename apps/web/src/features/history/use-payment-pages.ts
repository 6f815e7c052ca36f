import type { ListPayments } from '@azora/contract/payment'
import { usePayments } from '@azora/payments-client/react'
import { useInfiniteQuery } from '@tanstack/react-query'

/** The history, page after page. */
export function usePaymentPages(input: Omit<ListPayments, 'cursor' | 'limit' | 'direction'>) {
  const payments = usePayments()
  return useInfiniteQuery(
    payments.payments.list.infiniteQueryOptions(input, { getNextPageParam: (page) => page.nextCursor }),
  )
}
