import { createServer, type RequestListener, type Server } from 'node:http'

export type Listening = { server: Server; port: number; close: () => Promise<void> }

/**
 * Listens on this machine only; sandboxes are not for others.
 *
 * @param port 0 picks a free one
 * @throws the system's error when the port is taken
 */
export async function listen(listener: RequestListener, port: number): Promise<Listening> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP port')
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { server, port: address.port, close }
}
