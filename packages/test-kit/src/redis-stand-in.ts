import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { TestRedis } from './start-redis.ts'

/** Answers some of Redis's commands in its protocol (RESP 2), for machines without Redis. */
export async function startRedisStandIn(): Promise<TestRedis> {
  const texts = new Map<string, { text: string; seconds: number }>()
  const sockets = new Set<Socket>()
  const unsent: (() => void)[] = []
  let isPaused = false
  let fault = ''

  const answers: Record<string, (...words: string[]) => string> = {
    ping: () => '+PONG\r\n',
    client: () => '+OK\r\n',
    set: (...[name = '', text = '', , seconds = '-1']) => {
      if (fault) return `-${fault}\r\n`
      texts.set(name, { text, seconds: Number(seconds) })
      return '+OK\r\n'
    },
    getrange: (name, start, end) => bulk((texts.get(name ?? '')?.text ?? '').slice(Number(start), Number(end) + 1)),
    ttl: (name) => `:${texts.get(name ?? '')?.seconds ?? -2}\r\n`,
    keys: () => `*${texts.size}\r\n${[...texts.keys()].map(bulk).join('')}`,
    flushall: () => {
      texts.clear()
      return '+OK\r\n'
    },
    config: (_, _setting, bytes) => {
      fault = bytes === '0' ? '' : 'OOM command not allowed when used memory > maxmemory'
      return '+OK\r\n'
    },
    replicaof: (host) => {
      fault = host === 'NO' ? '' : 'READONLY You cannot write against a read only replica.'
      return '+OK\r\n'
    },
  }
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.on(
      'data',
      readCommands(([command = '', ...words]) => {
        const send = () => {
          const answer = answers[command.toLowerCase()] ?? (() => '-ERR unknown command\r\n')
          socket.write(answer(...words))
        }
        if (isPaused) unsent.push(send)
        else send()
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const kill = async () => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return {
    // A server that listens on a port answers with its address, never with a path.
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pause: () => void (isPaused = true),
    resume() {
      isPaused = false
      for (const send of unsent.splice(0)) send()
    },
    kill,
    [Symbol.asyncDispose]: kill,
  }
}

const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`

/** Cuts a stream into commands: `*<words>` and, for each word, `$<bytes>` and the word, each with its line end. */
function readCommands(onCommand: (words: string[]) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (let command = firstCommand(rest); command; command = firstCommand(rest)) {
      rest = rest.subarray(command.end)
      onCommand(command.words)
    }
  }
}

function firstCommand(bytes: Buffer): { words: string[]; end: number } | undefined {
  const words: string[] = []
  let at = 0
  const nextNumber = () => {
    const end = bytes.indexOf('\r\n', at)
    if (end === -1) return undefined
    const number = Number(bytes.toString('latin1', at + 1, end))
    at = end + 2
    return number
  }
  const count = nextNumber()
  if (count === undefined) return undefined
  while (words.length < count) {
    const length = nextNumber()
    if (length === undefined || bytes.length < at + length + 2) return undefined
    words.push(bytes.toString('utf8', at, at + length))
    at += length + 2
  }
  return { words, end: at }
}
