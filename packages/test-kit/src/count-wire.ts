import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { readMessages, type OnMessage } from './pg-messages.ts'

/** What went over the wire to PostgreSQL, on all connections, after they were opened. */
export interface WireCounts {
  /** How often somebody waited for the server: each Sync, and each simple query. */
  roundTrips: number
  /** Each Execute, and each simple query. */
  statements: number
  /** Transactions that ended well, those of single statements too. */
  commits: number
}

/** A PostgreSQL behind a counter. */
export interface CountedWire extends AsyncDisposable {
  /** The database's address, by way of the counter. */
  url: string
  /** What goes over the wire while `work` runs. */
  counted(work: () => Promise<unknown>): Promise<WireCounts>
}

/** Puts a proxy before a database that counts messages of the protocol, so that no layer of ours can hide one. */
export async function countWire(databaseUrl: string): Promise<CountedWire> {
  const { hostname, port } = new URL(databaseUrl)
  const counts: WireCounts = { roundTrips: 0, statements: 0, commits: 0 }
  const sockets = new Set<Socket>()

  const proxy = createServer((client) => {
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
    client.on('data', readMessages(countAsked(counts), { isClient: true }))
    server.on('data', readMessages(countAnswered(counts), { isClient: false }))
    client.pipe(server)
    server.pipe(client)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))

  const url = new URL(databaseUrl)
  // A server that listens on a port answers with its address, never with a path.
  url.port = String((proxy.address() as AddressInfo).port)
  return {
    url: url.href,
    async counted(work) {
      const before = { ...counts }
      await work()
      return {
        roundTrips: counts.roundTrips - before.roundTrips,
        statements: counts.statements - before.statements,
        commits: counts.commits - before.commits,
      }
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => proxy.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

const countAsked =
  (counts: WireCounts): OnMessage =>
  (type) => {
    if (type === 'Q' || type === 'S') counts.roundTrips += 1
    if (type === 'Q' || type === 'E') counts.statements += 1
  }

function countAnswered(counts: WireCounts): OnMessage {
  let isOpen = false
  let isUndone = false
  return (type, body) => {
    if (type === 'E' || (type === 'C' && body.toString('latin1').startsWith('ROLLBACK'))) isUndone = true
    // Ready for the next query: idle, or in a transaction.
    if (type !== 'Z') return
    const isIdle = body.toString('latin1') === 'I'
    if (isOpen && isIdle && !isUndone) counts.commits += 1
    if (isIdle) isUndone = false
    // The first one ends the start-up.
    isOpen = true
  }
}
