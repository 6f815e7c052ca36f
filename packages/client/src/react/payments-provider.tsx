import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import type { PaymentsClient } from '../payments-client.ts'
import { SettingsContext, type Looks, type StripeConfig } from './settings.ts'
import { TRPCProvider } from './trpc.ts'

export interface PaymentsProviderProps extends Looks {
  client: PaymentsClient
  /** The page's own query cache; one is made when the page has none. */
  queryClient?: QueryClient
  /** Where the API is, as in `https://pay.example.com`; the page's own origin unless said. */
  apiUrl?: string
  /** What the API's `/api/config` says, where the page has it already; it is asked for unless given. */
  config?: StripeConfig
  children: ReactNode
}

/** Puts a client within reach of the hooks, and says how all components speak and look. */
export function PaymentsProvider(props: PaymentsProviderProps) {
  const { client, queryClient, apiUrl = '', config, children } = props
  const { locale, words, components, appearance, onError } = props
  const [own] = useState(() => queryClient ?? createCache())
  const cache = queryClient ?? own
  const settings = useMemo(
    () => ({ apiUrl, config, locale, words, components, appearance, onError }),
    [apiUrl, config, locale, words, components, appearance, onError],
  )
  return (
    <QueryClientProvider client={cache}>
      <TRPCProvider trpcClient={client} queryClient={cache}>
        <SettingsContext.Provider value={settings}>{children}</SettingsContext.Provider>
      </TRPCProvider>
    </QueryClientProvider>
  )
}

/** The client asks again by itself after an outage, and a refusal is an answer. */
const createCache = () => new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: false } } })
