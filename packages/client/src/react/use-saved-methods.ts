import type { MethodSetup, SavedMethod } from '@azora/contract/payment-method'
import { useQuery } from '@tanstack/react-query'
import { usePayments } from './trpc.ts'

export interface UseSavedMethods {
  /** The default first, then the newest; undefined until they are loaded. */
  methods: readonly SavedMethod[] | undefined
  /** Bank accounts that wait for their micro-deposits. */
  waiting: readonly MethodSetup[]
  isLoading: boolean
  /** Why they could not be loaded. */
  error: unknown
  retry: () => void
}

/** What the shopper has saved to pay with. */
export function useSavedMethods(): UseSavedMethods {
  const payments = usePayments()
  const { data, error, isFetching, refetch } = useQuery({
    ...payments.paymentMethods.list.queryOptions(),
    retry: false,
  })
  return {
    methods: data?.methods,
    waiting: data?.waiting ?? [],
    isLoading: isFetching,
    error: data ? null : error,
    retry: () => void refetch(),
  }
}
