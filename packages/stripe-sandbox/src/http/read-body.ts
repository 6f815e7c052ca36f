import type { IncomingMessage } from 'node:http'
import { invalidRequest } from './stripe-error.ts'

/** @throws {StripeError} 413 when it is larger than 1 MB, or than said */
export async function readBody(request: IncomingMessage, mostBytes = 1024 * 1024): Promise<string> {
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
