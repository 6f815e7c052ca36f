import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { PaymentsClient } from '../payments-client.ts'
import { TRPCProvider } from './trpc.ts'

export interface PaymentsProviderProps {
  client: PaymentsClient
  /** The page's own query cache; one is made when the page has none. */
  queryClient?: QueryClient
  children: ReactNode
}

/** Puts a client within reach of the hooks. */
export function PaymentsProvider({ client, queryClient, children }: PaymentsProviderProps) {
  const [own] = useState(() => queryClient ?? new QueryClient())
  const cache = queryClient ?? own
  return (
    <QueryClientProvider client={cache}>
      <TRPCProvider trpcClient={client} queryClient={cache}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
