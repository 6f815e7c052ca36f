import type { Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useQuery } from '@tanstack/react-query'
import { useConfig } from './config-context.ts'
import { loadSandboxScript } from './load-sandbox-script.ts'

/** Stripe's script, loaded once a page and only where somebody pays. */
export function useStripeJs() {
  const { stripePublishableKey, stripeJsUrl } = useConfig()
  return useQuery<Stripe>({
    queryKey: ['stripe.js', stripePublishableKey],
    queryFn: async () => {
      if (stripeJsUrl !== null) await loadSandboxScript(stripeJsUrl)
      const stripe = await loadStripe(stripePublishableKey)
      if (!stripe) throw new Error('Stripe.js did not start')
      return stripe
    },
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  })
}
