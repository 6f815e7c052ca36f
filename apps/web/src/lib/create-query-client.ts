import { isRefusal } from '@azora/payments-client'
import { QueryClient } from '@tanstack/react-query'

const maximumRetries = 2

/** A refusal is an answer, so it is not asked again; an outage is. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < maximumRetries && !isRefusal(error),
      },
    },
  })
}
