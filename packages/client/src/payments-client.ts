import type { PaymentsRouter } from './router.ts'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import { EventSource } from 'eventsource'
import { createTokenSource, type GetToken } from './token-source.ts'
import { isWorthRetrying, retryDelayMs } from './retry-policy.ts'

export interface PaymentsClientOptions {
  /** Where the API is: `https://shop.example.com/trpc`. */
  url: string
  /** The access token of whoever is signed in, or null. Asked before every request; `fresh` asks for a renewed one. */
  getToken: GetToken
  /** The language of the page, as in `de`: mails and receipts are written in it. The browser's own when absent. */
  getLanguage?: () => string
  /** How long a request may take before it counts as lost. 30 seconds unless said. */
  timeoutMs?: number
}

/** Every procedure of the API with its types. */
export type PaymentsClient = TRPCClient<PaymentsRouter>

/**
 * Makes a client. Queries that got no answer are asked again; a mutation is not, unless it was refused for an expired
 * token and so had no effect. Tokens travel in headers only, also for live streams.
 */
export function createPaymentsClient(options: PaymentsClientOptions): PaymentsClient {
  const { url, getToken, getLanguage, timeoutMs = 30_000 } = options
  const tokens = createTokenSource(getToken)
  return createTRPCClient<PaymentsRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: { fetch: (address, init) => tokens.fetch(address, init) },
        }),
        false: [
          retryLink({
            retry: ({ op, error, attempts }) => isWorthRetrying({ op, error, attempts, tokens }),
            retryDelayMs,
          }),
          httpBatchLink({
            url,
            headers: async () => ({
              ...(await tokens.headers()),
              ...(getLanguage && { 'accept-language': getLanguage() }),
            }),
            maxItems: 10,
            maxURLLength: 8_000,
            fetch: (address, init) => fetch(address, { ...init, signal: withTimeout(init?.signal, timeoutMs) }),
          }),
        ],
      }),
    ],
  })
}

function withTimeout(signal: AbortSignal | null | undefined, timeoutMs: number): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs)
  return signal ? AbortSignal.any([signal, timeout]) : timeout
}
