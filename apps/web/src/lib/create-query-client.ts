import { QueryClient } from '@tanstack/react-query'

/** The client asks again by itself after an outage; a refusal is an answer. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: false,
      },
    },
  })
}
