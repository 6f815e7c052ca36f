import { createServer } from 'node:http'
import Stripe from 'stripe'

export interface Receiver extends AsyncDisposable {
  url: string
  /** What came and was verified, in the order of arrival. */
  events: Stripe.Event[]
  /** The raw `Stripe-Signature` headers. */
  signatures: string[]
  /** Answers with this status from now on. */
  answerWith(status: number): void
  close(): Promise<void>
}

export const webhookSecret = 'whsec_test_secret'

/** A receiver of webhooks that verifies as an application would. `port` lets one come back at the same address. */
export async function receiveWebhooks(options: { port?: number; secret?: string } = {}): Promise<Receiver> {
  const events: Stripe.Event[] = []
  const signatures: string[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature'])
      signatures.push(signature)
      const body = Buffer.concat(chunks)
      if (status < 300) events.push(verify(body, signature, options.secret ?? webhookSecret))
      response.writeHead(status).end()
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
    signatures,
    answerWith: (given) => (status = given),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The sandbox's clock may be ahead of the real one: the age of a signature is not what these tests are about. */
const verify = (body: Buffer, signature: string, secret: string): Stripe.Event =>
  Stripe.webhooks.constructEvent(body, signature, secret, 0)
