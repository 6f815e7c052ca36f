import type { SavedMethod } from '@azora/contract/payment-method'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePayments } from './trpc.ts'
import type { UseCheckout } from './use-checkout.ts'

export interface CheckoutMethods {
  /** What the shopper has saved. Empty when they are not known, as when nobody is signed in. */
  methods: readonly (SavedMethod & { hasExpired: boolean })[]
  isLoading: boolean
}

/** The saved methods that a checkout can be paid with. Chooses the shopper's default, until they choose themselves. */
export function useCheckoutMethods(
  { choose, payWith: { savedMethodId } }: Pick<UseCheckout, 'choose' | 'payWith'>,
  { enabled = true }: { enabled?: boolean } = {},
): CheckoutMethods {
  const payments = usePayments()
  const [now] = useState(() => new Date())
  const { data, isPending } = useQuery({ ...payments.paymentMethods.list.queryOptions(), enabled, retry: false })
  const methods = useMemo(
    () => (data?.methods ?? []).map((method) => ({ ...method, hasExpired: hasExpired(method, now) })),
    [data, now],
  )

  const isOffered = useRef(false)
  useEffect(() => {
    if (!data || isOffered.current) return
    isOffered.current = true
    const preferred = methods.find((method) => method.isDefault && !method.hasExpired)
    if (preferred) choose({ savedMethodId: preferred.id })
  }, [data, methods, choose])

  const isGone = data !== undefined && savedMethodId !== null && !methods.some(({ id }) => id === savedMethodId)
  useEffect(() => {
    if (isGone) choose({ savedMethodId: null })
  }, [isGone, choose])

  return { methods, isLoading: enabled && isPending }
}

/** A card can be charged until its last month ends. */
export const hasExpired = ({ expiry }: Pick<SavedMethod, 'expiry'>, now: Date): boolean =>
  expiry !== null && new Date(expiry.year, expiry.month) <= now
