import { expect, test } from 'vitest'
import { canMove, isTerminal, paymentStatuses } from './payment-status.ts'

test('a finished payment moves nowhere, every other one can still be canceled', () => {
  for (const from of paymentStatuses) {
    expect(canMove(from, 'canceled')).toBe(!isTerminal(from))
    expect(canMove(from, from)).toBe(false)
  }
  expect(paymentStatuses.filter(isTerminal)).toEqual(['succeeded', 'canceled'])
})

test('an authorized payment never asks for a card again', () => {
  expect(canMove('requires_capture', 'requires_payment_method')).toBe(false)
  expect(canMove('requires_capture', 'requires_action')).toBe(false)
  expect(canMove('requires_capture', 'succeeded')).toBe(true)
})
