import type { ListPayments } from '@azora/contract/payment'
import { usePayments, usePaymentsClient } from '@azora/payments-client/react'
import { useInfiniteQuery } from '@tanstack/react-query'

/**
 * The history, page after page. tRPC's own infinite options would add a `direction` to the input, which the API, strict
 * about what it takes, refuses.
 */
export function usePaymentPages(input: Omit<ListPayments, 'cursor' | 'limit'>) {
  const payments = usePayments()
  const client = usePaymentsClient()
  return useInfiniteQuery({
    queryKey: payments.payments.list.infiniteQueryKey(input),
    queryFn: ({ pageParam, signal }) => client.payments.list.query({ ...input, cursor: pageParam }, { signal }),
    // The first page has no cursor.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}
