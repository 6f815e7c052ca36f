import { tracked, type TrackedEnvelope } from '@trpc/server'
import { toTrpcError } from './to-trpc-error.ts'

/**
 * A payment's states as events whose id is the version, so that a client which comes back goes on where it was.
 * Each is parsed as `.output` would, and a refusal reaches the client as one: middleware is done before the first state.
 */
export async function* trackVersions<View extends { version: number }>(
  schema: { parse(state: unknown): View },
  watch: (signal: AbortSignal) => AsyncIterable<View>,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<TrackedEnvelope<View>> {
  try {
    for await (const state of watch(signal)) yield tracked(String(state.version), schema.parse(state))
  } catch (error) {
    throw toTrpcError(error)
  }
}
