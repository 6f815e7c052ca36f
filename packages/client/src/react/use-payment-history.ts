import type { ListPayments, PaymentSummary } from '@azora/contract/payment'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { usePayments } from './trpc.ts'

/** What narrows and orders the history; everything, the newest first, unless said. */
export type PaymentFilters = Partial<Omit<ListPayments, 'cursor' | 'limit' | 'direction'>>

export interface UsePaymentHistory {
  /** All pages so far; undefined until the first is loaded. */
  payments: readonly PaymentSummary[] | undefined
  isLoading: boolean
  /** Why the newest of what was asked for did not load: the first page, or one more. */
  error: unknown
  retry: () => void
  hasMore: boolean
  more: () => void
  isLoadingMore: boolean
}

/** The shopper's payments, page after page. A page costs the same however many there are. */
export function usePaymentHistory(filters: PaymentFilters = {}): UsePaymentHistory {
  const payments = usePayments()
  const { data, error, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...payments.payments.list.infiniteQueryOptions(filters, { getNextPageParam: (page) => page.nextCursor }),
    retry: false,
  })
  return {
    payments: useMemo(() => data?.pages.flatMap((page) => page.payments), [data]),
    isLoading: isFetching && !isFetchingNextPage,
    error,
    retry: useCallback(() => void refetch(), [refetch]),
    hasMore: hasNextPage,
    more: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    isLoadingMore: isFetchingNextPage,
  }
}
