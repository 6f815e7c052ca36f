import type { Stripe } from '@stripe/stripe-js'
import { useCallback, useEffect, useRef, useState } from 'react'
import { loadStripeJs } from './load-stripe-js.ts'
import { useSettings } from './settings.ts'

export interface StripeJs {
  /** Null until it is loaded. */
  stripe: Stripe | null
  hasFailed: boolean
  isLoading: boolean
  retry: () => void
}

const loading = { stripe: null, hasFailed: false }

/** Stripe's script with the key that the API names. Nothing is loaded on a server. */
export function useStripeJs(): StripeJs {
  const { apiUrl, config } = useSettings()
  const [loaded, setLoaded] = useState<{ stripe: Stripe | null; hasFailed: boolean }>(loading)
  /** Only the last load counts: what is told of those before, or after the page has moved on, is dropped. */
  const last = useRef<object | null>(null)

  const load = useCallback(() => {
    const current = {}
    last.current = current
    const set = (news: typeof loaded) => {
      if (last.current === current) setLoaded(news)
    }
    set(loading)
    loadStripeJs({ apiUrl, config }).then(
      (stripe) => set({ stripe, hasFailed: false }),
      () => set({ stripe: null, hasFailed: true }),
    )
  }, [apiUrl, config])

  useEffect(() => {
    load()
    return () => {
      last.current = null
    }
  }, [load])

  return { ...loaded, isLoading: loaded.stripe === null && !loaded.hasFailed, retry: load }
}
