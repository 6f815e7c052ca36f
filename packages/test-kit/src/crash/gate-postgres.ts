import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { readMessages } from '../pg-messages.ts'
import type { PowerSwitch } from './power-switch.ts'

/** The way of one process to a service. */
export interface Gate extends AsyncDisposable {
  url: string
}

/**
 * A proxy before PostgreSQL. One message is all that a client sends up to where it waits: a Sync, or a simple query.
 * It is held back until it is whole, so that a lost one has done nothing at all. How a connection opens is not counted.
 */
export async function gatePostgres(databaseUrl: string, power: PowerSwitch): Promise<Gate> {
  const { hostname, port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    if (!power.isOn()) return client.destroy()
    const server = connect(Number(port), hostname)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        client.destroy()
        server.destroy()
      })
    }
    guard({ client, server }, power)
  })
  power.onCut(() => sockets.forEach((socket) => socket.destroy()))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))

  const url = new URL(databaseUrl)
  // A server that listens on a port answers with its address, never with a path.
  url.port = String((proxy.address() as AddressInfo).port)
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => proxy.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Ends a unit of work that the client waits for: Sync, or a simple query. */
const isAwaited = (type: string): boolean => type === 'S' || type === 'Q'
/** Parts of such a unit: Parse, Bind, Describe, Execute, Close. */
const isPart = (type: string): boolean => 'PBDEC'.includes(type) && type !== ''

function guard({ client, server }: { client: Socket; server: Socket }, power: PowerSwitch): void {
  let held: Buffer[] = []
  let what = ''
  let isAnswerLost = false

  const onAsked = readMessages(
    (type, body, raw) => {
      held.push(raw)
      what = nameOf(type, body) ?? what
      if (isPart(type)) return
      const verdict = isAwaited(type) ? power.admit({ destination: 'postgres', what }) : 'passes'
      if (verdict === 'lost') return power.cut()
      isAnswerLost ||= verdict === 'answer_lost'
      server.write(Buffer.concat(held))
      held = []
    },
    { isClient: true },
  )
  const onAnswered = readMessages(
    (type) => {
      // Ready for the next query: what was asked for is committed, or refused.
      if (isAnswerLost && type === 'Z') power.cut()
    },
    { isClient: false },
  )
  client.on('data', onAsked)
  server.on('data', (chunk: Buffer) => {
    onAnswered(chunk)
    if (!isAnswerLost) client.write(chunk)
  })
}

/** What a message is about: the name of its prepared statement, or the first words of its text. */
function nameOf(type: string, body: Buffer): string | undefined {
  if (type !== 'P' && type !== 'B' && type !== 'Q') return undefined
  const [first = '', second = ''] = body.toString('utf8').split('\0', 2)
  if (type === 'Q') return wordsOf(first)
  if (type === 'B') return second || undefined
  return first || wordsOf(second)
}

const wordsOf = (sql: string): string => sql.trim().replaceAll(/\s+/g, ' ').slice(0, 40)
