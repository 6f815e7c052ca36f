import type { IncomingMessage } from 'node:http'
import { TRPCError } from '@trpc/server'

/**
 * The whole body of a request, as text.
 *
 * @throws {TRPCError} PAYLOAD_TOO_LARGE beyond `maximumBytes`, without reading on; CLIENT_CLOSED_REQUEST when it breaks off
 */
export function readBody(req: IncomingMessage, maximumBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const fail = (code: TRPCError['code']) => {
      req.off('data', take).pause()
      reject(new TRPCError({ code }))
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size > maximumBytes) fail('PAYLOAD_TOO_LARGE')
    }
    req.on('data', take)
    req.once('end', () => resolve(new TextDecoder().decode(Buffer.concat(chunks))))
    req.once('error', () => fail('CLIENT_CLOSED_REQUEST'))
    req.once('close', () => fail('CLIENT_CLOSED_REQUEST'))
  })
}
