import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import { EventSource } from 'eventsource'
import { createRetryPolicy } from './retry-policy.ts'
import type { PaymentsRouter } from './router.ts'
import { createServerClock, type ServerClock } from './server-clock.ts'
import { createTokenSource, type GetToken } from './token-source.ts'
import { withTimeout } from './with-timeout.ts'

export interface PaymentsClientOptions {
  /** Where the API is: `https://shop.example.com/trpc`. */
  url: string
  /** The access token of whoever is signed in, or null. Asked before every request; `fresh` asks for a renewed one. */
  getToken: GetToken
  /** The language of the page, as in `de`: mails and receipts are written in it. The browser's own when absent. */
  getLanguage?: () => string
  /** How long one try of a request may take before it counts as lost, in milliseconds. 30 seconds unless said. */
  timeoutMs?: number
  /** Yours to read the API's time from. */
  clock?: ServerClock
}

/** Every procedure of the API with its types. */
export type PaymentsClient = TRPCClient<PaymentsRouter>

/**
 * Makes a client. Calls of one moment travel in one request. What got no answer is sent again, four times in all, where that
 * is safe: queries, and mutations with a `requestId`, which the API answers once and for all. A 401 is answered with a renewed
 * token, once. Streams come back after a loss where they were. Tokens travel in headers only, also for streams.
 *
 * Calls throw what `failureOf` sorts.
 */
export function createPaymentsClient(options: PaymentsClientOptions): PaymentsClient {
  const { url, getToken, getLanguage, timeoutMs = 30_000, clock = createServerClock() } = options
  const tokens = createTokenSource(getToken, clock)
  return createTRPCClient<PaymentsRouter>({
    links: [
      retryLink(createRetryPolicy(tokens)),
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: { fetch: (address, init) => tokens.fetch(address, init) },
        }),
        false: httpBatchLink({
          url,
          headers: async () => ({
            ...(await tokens.headers()),
            ...(getLanguage && { 'accept-language': getLanguage() }),
          }),
          maxItems: 10,
          maxURLLength: 8_000,
          fetch: (address, init) =>
            withTimeout(timeoutMs, init?.signal, async (signal) => {
              const learn = clock.begin()
              const response = await fetch(address, { ...init, signal })
              learn(response)
              // An answer that never ends is none.
              return new Response(await response.text(), response)
            }),
        }),
      }),
    ],
  })
}
