import { expect, test } from 'vitest'
import { ProcessPayment } from './payment.ts'

const request = {
  requestId: '0b9f3c1e-58a1-4d6e-9a43-2f1f6b1f7c11',
  cart: { items: [], currency: 'usd' },
  confirmationTokenId: 'ctoken_1',
}
const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key_${index}`, 'v']))
const isTaken = (more: object) => ProcessPayment.safeParse({ ...request, ...more }).success

test('a description and metadata take any text that can be stored', () => {
  expect(isTaken({ description: 'Für Zoë 🎁\n', metadata: { note: '日本 𠮷' } })).toBe(true)
  expect(isTaken({ description: 'a\0b' })).toBe(false)
  expect(isTaken({ metadata: { note: 'half a pair \ud83c' } })).toBe(false)
})

test('metadata takes as many pairs as Stripe keeps beside our own', () => {
  expect(isTaken({ metadata: pairs(47) })).toBe(true)
  expect(isTaken({ metadata: pairs(48) })).toBe(false)
})

test.each([
  ['MUG 7', true],
  ['9-22-19 10K', true],
  ['A'.repeat(18), true],
  ['A'.repeat(19), false],
  ['12345', false],
  ['', false],
  [' MUG', false],
  ['MUG*', false],
  ['MUG<1>', false],
  [`O'NEIL`, false],
  ['KÄSE', false],
  ['MUG\n7', false],
])('a bank statement takes %j: %s', (statementDescriptorSuffix, isFine) => {
  expect(isTaken({ statementDescriptorSuffix })).toBe(isFine)
})
