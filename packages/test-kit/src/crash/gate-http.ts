import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Gate } from './gate-postgres.ts'
import type { Destination, PowerSwitch } from './power-switch.ts'

/** A proxy before a service that speaks HTTP. One message is a call; it is answered when the whole answer is there. */
export async function gateHttp(service: { destination: Destination; url: string }, power: PowerSwitch): Promise<Gate> {
  const agent = new Agent({ keepAlive: true })
  const proxy = createServer((incoming, outgoing) => {
    // A caller that is gone, or a service that is, ends the exchange without an answer, as on a real wire.
    carry({ incoming, outgoing }).catch(() => outgoing.destroy())
  })

  async function carry({ incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse }) {
    const body = await buffer(incoming)
    const verdict = power.admit({ destination: service.destination, what: nameOf(incoming) })
    if (verdict === 'lost') return power.cut()
    try {
      const answer = await forward(incoming, body)
      const answered = await buffer(answer)
      if (verdict === 'answer_lost') return
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      outgoing.end(answered)
    } finally {
      // Also where the service itself ended the exchange.
      if (verdict === 'answer_lost') power.cut()
    }
  }

  const forward = ({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const call = ask(new URL(url ?? '/', service.url), { method, headers, agent }, resolve)
      call.on('error', reject)
      call.end(body)
    })

  proxy.on('connection', (socket) => {
    if (!power.isOn()) socket.destroy()
  })
  power.onCut(() => proxy.closeAllConnections())
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address, never with a path.
  const { port } = proxy.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => proxy.close(resolve))
      proxy.closeAllConnections()
      agent.destroy()
      await closed
    },
  }
}

/** `POST /v1/payment_intents/*`: without ids, which differ from run to run, and without a query. */
const nameOf = ({ method = '', url = '' }: IncomingMessage): string =>
  `${method} ${url.replace(/\?.*/, '').replaceAll(/\/[a-z]+_[A-Za-z0-9]*\d[A-Za-z0-9]*/g, '/*')}`
