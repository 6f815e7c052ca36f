import { afterEach, expect, test, vi } from 'vitest'
import { newRequestId } from './new-request-id.ts'

afterEach(() => vi.unstubAllGlobals())

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a request id is a random UUID, also on a page without TLS', () => {
  const ids = [newRequestId(), newRequestId()]
  const real = crypto
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => real.getRandomValues(bytes) })
  ids.push(newRequestId(), newRequestId())

  for (const id of ids) expect(id).toMatch(uuid)
  expect(new Set(ids).size).toBe(4)
})
