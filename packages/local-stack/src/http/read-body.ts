import type { IncomingMessage } from 'node:http'

/**
 * The request's body as text.
 *
 * @throws {BodyTooLarge} past `limitBytes`; the rest of the body is not read
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  // A request without `setEncoding` yields buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > limitBytes) throw new BodyTooLarge(limitBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
  constructor(limitBytes: number) {
    super(`The body is larger than ${limitBytes} bytes`)
  }
}
