import { once } from 'node:events'
import { connect } from 'node:net'
import { serve } from '@azora/webhook/serve'
import express from 'express'
import { expect, test } from 'vitest'

const app = express().post('/', express.raw({ type: () => true }), (_request, response) => void response.end('ok'))

/** Says that ten bytes will come, and sends one. */
async function sendHalf(port: number) {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nx')
  return socket
}

test('a port that is taken stops the process instead of leaving it without a face', async () => {
  const first = await serve(app, { port: 0 })

  const second = serve(app, { port: first.port })

  await expect(second).rejects.toThrow('EADDRINUSE')
  await first.stop()
})

test('a client that sends too slowly is turned away in time (W19)', async () => {
  const served = await serve(app, { port: 0, requestTimeoutMs: 300 })
  const socket = await sendHalf(served.port)

  const [answer] = await once(socket, 'data', { signal: AbortSignal.timeout(5_000) })

  expect(String(answer)).toContain('408')
  await served.stop()
})

test('a client that never ends its request does not keep the process from stopping', async () => {
  const served = await serve(app, { port: 0, patienceMs: 100 })
  const socket = await sendHalf(served.port)

  await served.stop()

  await expect.poll(() => socket.closed, { timeout: 2_000 }).toBe(true)
})
