import type { IncomingMessage } from 'node:http'
import { invalidRequest } from './stripe-error.ts'

const mostBytes = 1024 * 1024

/** @throws {StripeError} 413 above 1 MB */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    // A request without an encoding set yields buffers.
    const piece = chunk as Buffer
    bytes += piece.length
    if (bytes > mostBytes) throw invalidRequest({ message: 'The request is too large.' }, 413)
    chunks.push(piece)
  }
  return Buffer.concat(chunks).toString('utf8')
}
