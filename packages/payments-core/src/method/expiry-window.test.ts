import { expect, test } from 'vitest'
import { expiryWindow } from './expiry-window.ts'

test.each([
  ['2026-11-21T09:00:00Z', 30, 202611, 202612],
  ['2026-11-01T00:00:00Z', 29, 202611, 202611],
  ['2026-11-01T00:00:00Z', 30, 202611, 202612],
  ['2026-12-15T00:00:00Z', 30, 202612, 202701],
  ['2026-12-31T23:59:59Z', 1, 202612, 202701],
  ['2026-01-31T12:00:00Z', 60, 202601, 202604],
])('at %s, cards that expire within %i days are those of %i and later, before %i', (now, days, ...[from, before]) => {
  expect(expiryWindow(new Date(now), days)).toEqual({ from, before })
})
