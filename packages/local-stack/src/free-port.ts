import { createServer } from 'node:net'

/**
 * Where free ports are looked for: below the range from which every common system draws ports for connections and for
 * "any port" (32768 on Linux, 49152 elsewhere), so that no server or connection that starts later lands on one of ours.
 */
const range = { first: 20_000, count: 12_000 }

/** Where this process looks next; processes begin at places of their own. */
let next = Math.floor(Math.random() * range.count)

/**
 * A TCP port of 127.0.0.1 that was free a moment ago. One process never gets the same port twice until it has had them
 * all; another process may still take it before you do.
 *
 * @throws {Error} when none is free
 */
export async function freePort(): Promise<number> {
  for (let look = 0; look < range.count; look += 1) {
    const port = range.first + next
    next = (next + 1) % range.count
    if (await isFree(port)) return port
  }
  throw new Error(`No TCP port from ${range.first} to ${range.first + range.count - 1} is free`)
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
