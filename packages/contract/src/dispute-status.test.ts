import { expect, test } from 'vitest'
import { disputeStatuses, isDisputeAnswerable, isDisputeFurther, isDisputeOver } from './dispute-status.ts'

test.each(['won', 'prevented', 'warning_closed'] as const)('nothing comes after %s', (status) => {
  expect(disputeStatuses.filter((other) => isDisputeFurther(other, status))).toEqual([])
})

test('a lost dispute may only be appealed or won', () => {
  const after = disputeStatuses.filter((other) => isDisputeFurther(other, 'lost'))

  expect(after).toEqual(['appeal_needs_response', 'appeal_under_review', 'won'])
})

test('a dispute is never answered once it is over', () => {
  expect(disputeStatuses.filter(isDisputeAnswerable).some(isDisputeOver)).toBe(false)
})

test('an inquiry becomes a dispute, and a dispute never an inquiry', () => {
  expect(isDisputeFurther('needs_response', 'warning_under_review')).toBe(true)
  expect(isDisputeFurther('warning_under_review', 'needs_response')).toBe(false)
  expect(isDisputeFurther('warning_closed', 'needs_response')).toBe(false)
})
