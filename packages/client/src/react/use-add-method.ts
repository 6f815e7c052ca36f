import type { Currency } from '@azora/contract/currency'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newRequestId } from '../new-request-id.ts'
import type { PaymentsClient } from '../payments-client.ts'
import { refusalOf } from '../refusal.ts'
import { noForm, type FormState } from './stripe-form.tsx'
import { usePayments, usePaymentsClient } from './trpc.ts'
import { useStripeJs, type StripeJs } from './use-stripe-js.ts'

/** Why a card was not saved. It may be tried again. */
export type AddMethodProblem =
  | { kind: 'refused'; refusal: RefusalReason }
  | { kind: 'stripe'; message: string | null }
  | { kind: 'unreachable' }

export interface UseAddMethod {
  /** Saves what `MethodFields` holds. Never throws, and does nothing while it is at work. */
  save: () => Promise<void>
  isReady: boolean
  isSaving: boolean
  problem: AddMethodProblem | null
  /** Of the form's texts; nothing is charged. */
  currency: Currency
  stripeJs: StripeJs
  form: FormState
  /** For `MethodFields`. */
  setForm: (form: FormState) => void
}

interface UseAddMethodOptions {
  currency?: Currency | undefined
  onAdded?: (() => void) | undefined
}

/** Saves a card without a payment, 3-D Secure included. Draws nothing: show `MethodFields` with it. */
export function useAddMethod({ currency = 'usd', onAdded }: UseAddMethodOptions = {}): UseAddMethod {
  const client = usePaymentsClient()
  const payments = usePayments()
  const queryClient = useQueryClient()
  const stripeJs = useStripeJs()
  const [form, setForm] = useState(noForm)
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<AddMethodProblem | null>(null)
  const isAtWork = useRef(false)
  // Until a card is saved every try is the same request: one setup, however many cards are declined for it.
  const requestId = useRef(newRequestId())
  const { stripe } = stripeJs
  const { elements } = form

  const save = async () => {
    if (!stripe || !elements || isAtWork.current) return
    isAtWork.current = true
    setIsSaving(true)
    setProblem(null)
    try {
      const outcome = await addMethod({ client, stripe, elements, requestId: requestId.current })
      if (outcome.isOver) requestId.current = newRequestId()
      setProblem(outcome.problem)
      if (!outcome.isSaved) return
      await queryClient.invalidateQueries(payments.paymentMethods.list.queryFilter())
      onAdded?.()
    } finally {
      isAtWork.current = false
      setIsSaving(false)
    }
  }
  const isReady = stripe !== null && elements !== null && form.status === 'ready' && !isSaving
  return { save, isReady, isSaving, problem, currency, stripeJs, form, setForm }
}

interface AddMethod {
  client: PaymentsClient
  stripe: Stripe
  elements: StripeElements
  requestId: string
}

interface Outcome {
  isSaved: boolean
  /** Another try has to be another request. */
  isOver: boolean
  problem: AddMethodProblem | null
}

const stopped = (problem: AddMethodProblem | null): Outcome => ({ isSaved: false, isOver: false, problem })

async function addMethod({ client, stripe, elements, requestId }: AddMethod): Promise<Outcome> {
  try {
    const { error: incomplete } = await elements.submit()
    if (incomplete) return stopped(null)
    const { setup, clientSecret } = await client.paymentMethods.setup.mutate({ requestId, types: ['card'] })
    if (clientSecret === null) return { isSaved: setup.status === 'succeeded', isOver: true, problem: null }
    const { error } = await stripe.confirmSetup({
      elements,
      clientSecret,
      confirmParams: { return_url: location.href },
      redirect: 'if_required',
    })
    if (error) return stopped({ kind: 'stripe', message: error.message ?? null })
    await awaitMethod(client, setup.id)
    return { isSaved: true, isOver: true, problem: null }
  } catch (error) {
    const refusal = refusalOf(error)
    return stopped(refusal ? { kind: 'refused', refusal } : { kind: 'unreachable' })
  }
}

const askEveryMs = 700
const askTimes = 20

/** What Stripe told the page it tells us too, a moment later. When that takes long, the card comes into the list by itself. */
async function awaitMethod(client: PaymentsClient, setupId: string): Promise<void> {
  for (let times = 0; times < askTimes; times += 1) {
    const { status } = await client.paymentMethods.getSetup.query({ setupId })
    if (status === 'succeeded') return
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}
