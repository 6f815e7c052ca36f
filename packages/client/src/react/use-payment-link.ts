import type { Stripe } from '@stripe/stripe-js'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef, useState } from 'react'
import { newRequestId } from '../new-request-id.ts'
import { refusalOf } from '../refusal.ts'
import { isOpen, keepNewer, pollEveryMs } from './open-payment.ts'
import { usePayments, usePaymentsClient } from './trpc.ts'

/** What kept a confirmation from taking place. It may be tried again. */
export type LinkProblem = { kind: 'refused'; refusal: RefusalReason } | { kind: 'unreachable' }

/**
 * The payment that a link in a mail leads to, live, and the way to confirm it. Nobody has to be signed in.
 *
 * `confirm` opens the bank's window; what the bank said is in the payment, a moment later. It never throws, does nothing
 * while it is at work, and after a lost answer sends the same request again, so that the bank is asked once.
 */
export function usePaymentLink(token: string) {
  const payments = usePayments()
  const client = usePaymentsClient()
  const queryClient = useQueryClient()
  const options = payments.payments.openLink.queryOptions({ token })
  const { queryKey } = options

  const known = queryClient.getQueryData(queryKey)
  const subscription = useSubscription(
    payments.payments.onLinkStatus.subscriptionOptions(
      { token },
      {
        enabled: isOpen(known),
        onData: ({ data }) => {
          queryClient.setQueryData(queryKey, (old) => (old && old.version > data.version ? old : data))
        },
      },
    ),
  )
  const isLive = subscription.status === 'pending'
  const query = useQuery({
    ...options,
    structuralSharing: keepNewer,
    refetchInterval: ({ state }) =>
      !isLive && isOpen(state.data) && refusalOf(state.error) === null ? pollEveryMs : false,
  })

  const [isBusy, setIsBusy] = useState(false)
  /** The version at which the bank was asked: until a newer one comes, its answer is on the way. */
  const [askedAt, setAskedAt] = useState<number | null>(null)
  const [problem, setProblem] = useState<LinkProblem | null>(null)
  const isAtWork = useRef(false)
  const requestId = useRef(newRequestId())

  const ask = async (stripe: Pick<Stripe, 'handleNextAction'>): Promise<void> => {
    const { payment, clientSecret } = await client.payments.resumeByLink.mutate({ requestId: requestId.current, token })
    requestId.current = newRequestId()
    queryClient.setQueryData(queryKey, (old) => (old && old.version > payment.version ? old : payment))
    if (!clientSecret) return
    const { error } = await stripe.handleNextAction({ clientSecret })
    // Failed authentication is an answer of the bank's, which the payment tells; only a challenge that never ran is not.
    if (error?.type === 'api_connection_error' || error?.type === 'api_error') setProblem({ kind: 'unreachable' })
    else setAskedAt(payment.version)
  }

  const confirm = async (stripe: Pick<Stripe, 'handleNextAction'>): Promise<void> => {
    if (isAtWork.current) return
    isAtWork.current = true
    setIsBusy(true)
    setProblem(null)
    try {
      await ask(stripe)
    } catch (error) {
      const refusal = refusalOf(error)
      setProblem(refusal ? { kind: 'refused', refusal } : { kind: 'unreachable' })
      if (refusal) void queryClient.invalidateQueries({ queryKey })
    } finally {
      isAtWork.current = false
      setIsBusy(false)
    }
  }

  const { data } = query
  const isSettling = askedAt !== null && data?.version === askedAt && data.status === 'requires_action'
  return { ...query, isLive, confirm, isConfirming: isBusy || isSettling, problem }
}
