import { expect, test } from 'vitest'
import { canRefundMove, isRefundReserved, isRefundSettled, refundStatuses } from './refund-status.ts'

test('only a refund that succeeded moves on from its end, and only to failed', () => {
  for (const from of refundStatuses.filter(isRefundSettled)) {
    const moves = refundStatuses.filter((to) => canRefundMove(from, to))
    expect(moves).toEqual(from === 'succeeded' ? ['failed'] : [])
  }
})

test('a refund never comes back to waiting for approval, and none is approved and rejected', () => {
  expect(refundStatuses.filter((from) => canRefundMove(from, 'requires_approval'))).toEqual([])
  expect(refundStatuses.filter((from) => canRefundMove(from, 'rejected'))).toEqual(['requires_approval'])
})

test('what may still reach the shopper, or has, is reserved; what failed is free again', () => {
  expect(refundStatuses.filter(isRefundReserved)).toEqual([
    'requires_approval',
    'pending',
    'requires_action',
    'succeeded',
  ])
})
