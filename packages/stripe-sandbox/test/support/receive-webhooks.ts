import { createServer } from 'node:http'
import Stripe from 'stripe'

export interface Receiver extends AsyncDisposable {
  url: string
  /** What came and was verified, in the order of arrival. */
  events: Stripe.Event[]
  /** What came and was no snapshot event. */
  notifications: { body: Buffer; signature: string }[]
  /** The raw `Stripe-Signature` headers. */
  signatures: string[]
  /** Answers with this status from now on. */
  answerWith(status: number): void
  close(): Promise<void>
}

interface ReceiverOptions {
  port?: number
  secret?: string
  /** How old a signature may be, in seconds; any age when absent: the sandbox's clock may be ahead of the real one. */
  tolerance?: number
}

export const webhookSecret = 'whsec_test_secret'

/** A receiver of webhooks that verifies as an application would. `port` lets one come back at the same address. */
export async function receiveWebhooks(options: ReceiverOptions = {}): Promise<Receiver> {
  const events: Stripe.Event[] = []
  const notifications: { body: Buffer; signature: string }[] = []
  const signatures: string[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature'])
      signatures.push(signature)
      const body = Buffer.concat(chunks)
      if (body.includes('"v2.core.event"')) {
        notifications.push({ body, signature })
        response.writeHead(status).end()
        return
      }
      const event = status < 300 ? verify(body, signature, options) : undefined
      if (event) events.push(event)
      response.writeHead(status < 300 && !event ? 400 : status).end()
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const close = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    events,
    notifications,
    signatures,
    answerWith: (given) => (status = given),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function verify(body: Buffer, signature: string, options: ReceiverOptions): Stripe.Event | undefined {
  const { secret = webhookSecret, tolerance = 0 } = options
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret, tolerance)
  } catch {
    return undefined
  }
}
