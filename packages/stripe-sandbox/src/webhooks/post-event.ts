import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

const timeoutMs = 10_000

export interface PostResult {
  status?: number
  error?: string
}

/** Posts events and keeps connections open between them. Never rejects: no answer is a result as well. */
export class EventPoster {
  readonly #http = new HttpAgent({ keepAlive: true })
  readonly #https = new HttpsAgent({ keepAlive: true })

  post(url: string, payload: string, signature: string): Promise<PostResult> {
    const isTls = url.startsWith('https:')
    const send = isTls ? httpsRequest : httpRequest
    return new Promise((resolve) => {
      const outgoing = send(
        url,
        {
          method: 'POST',
          agent: isTls ? this.#https : this.#http,
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(payload),
            'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
            'stripe-signature': signature,
          },
        },
        (response) => {
          response.resume()
          response.on('error', () => undefined)
          response.on('close', () => resolve({ status: response.statusCode ?? 0 }))
        },
      )
      outgoing.on('error', (error) => resolve({ error: isTimeout(error) ? 'timed out after 10 s' : error.message }))
      outgoing.end(payload)
    })
  }

  close(): void {
    this.#http.destroy()
    this.#https.destroy()
  }
}

const isTimeout = (error: Error): boolean => error.name === 'AbortError' || error.name === 'TimeoutError'
