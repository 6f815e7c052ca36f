import { expect, test } from 'vitest'
import { requestIdFor } from './request-id-for.ts'

// Made by another implementation of UUIDs of version 5, that of Python's library.
test.for<[string, string]>([
  ['bill 2026-12 of ada', '7e13577a-8484-5481-8133-2acb6924a64a'],
  ['Rechnung für Müller', '6fde275d-002c-55d1-b025-21e2fa3e5be1'],
  ['', '03113865-5a77-5bad-86c2-02b87ac1f406'],
])('%s always has the same request id', async ([name, id]) => {
  expect(await requestIdFor(name)).toBe(id)
})
