import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef } from 'react'
import { refusalOf } from '../refusal.ts'
import { intents } from './intents.ts'
import { isOpen, keepNewer, pollEveryMs } from './open-payment.ts'
import { usePayments } from './trpc.ts'

export interface UsePaymentOptions {
  /** False waits, as when the id is not known yet. */
  enabled?: boolean
}

/**
 * One payment, kept up to date while it can change: by a live stream, and by asking every two seconds while there is none.
 * Stops at the end of the payment. Gives what `useQuery` gives, and `isLive` while the stream is up.
 */
export function usePayment(paymentId: string, { enabled = true }: UsePaymentOptions = {}) {
  const payments = usePayments()
  const queryClient = useQueryClient()
  const options = payments.payments.get.queryOptions({ paymentId })
  const { queryKey } = options

  const known = queryClient.getQueryData(queryKey)
  const subscription = useSubscription(
    payments.payments.onStatus.subscriptionOptions(
      { paymentId },
      {
        enabled: enabled && isOpen(known),
        onData: ({ data }) => {
          queryClient.setQueryData(queryKey, (old) => (old && old.version > data.version ? old : data))
        },
      },
    ),
  )
  const isLive = subscription.status === 'pending'
  const query = useQuery({
    ...options,
    enabled,
    structuralSharing: keepNewer,
    refetchInterval: ({ state }) =>
      !isLive && isOpen(state.data) && refusalOf(state.error) === null ? pollEveryMs : false,
  })

  const { data } = query
  const lastStatus = useRef(data?.status)
  useEffect(() => {
    if (!data) return
    if (!isOpen(data)) intents.forgetPayment(data.id)
    const hasMoved = lastStatus.current !== undefined && lastStatus.current !== data.status
    if (hasMoved) void queryClient.invalidateQueries(payments.payments.list.pathFilter())
    lastStatus.current = data.status
  }, [data, queryClient, payments])

  return { ...query, isLive }
}
