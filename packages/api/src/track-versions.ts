import { Payment } from '@azora/contract/payment'
import { tracked, type TrackedEnvelope } from '@trpc/server'
import { toTrpcError } from './to-trpc-error.ts'

/**
 * A payment's states as events whose id is the version, so that a client which comes back goes on where it was.
 * Each is parsed as `.output` would, and a refusal reaches the client as one: middleware is done before the first state.
 */
export async function* trackVersions(
  watch: (signal: AbortSignal) => AsyncIterable<Payment>,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<TrackedEnvelope<Payment>> {
  try {
    for await (const payment of watch(signal)) yield tracked(String(payment.version), Payment.parse(payment))
  } catch (error) {
    throw toTrpcError(error)
  }
}
