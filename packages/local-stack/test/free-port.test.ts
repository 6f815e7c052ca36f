import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '../src/free-port.ts'

test('ports asked for at once are all different', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort))

  expect(new Set(ports).size).toBe(50)
})

test('a free port is none that the system gives to whoever asks for any', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  taken.close()

  expect(await freePort()).toBeLessThan(32_768)
  expect(typeof address === 'object' && address?.port).toBeGreaterThanOrEqual(32_768)
})
