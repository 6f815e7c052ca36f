import { declineReasons } from '@azora/contract/decline-reason'
import { paymentStatuses } from '@azora/contract/payment-status'
import { timelineKinds } from '@azora/contract/payment'
import { expect, test } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { translate, type WordKey } from './translate.ts'

const english = { language: 'en', words: en }
const german = { language: 'de', words: de }

test('a text is filled in', () => {
  expect(translate(english, 'checkout.pay', { amount: '$42.00' })).toBe('Pay $42.00')
  expect(translate(german, 'checkout.pay', { amount: '42,00 €' })).toBe('42,00 € zahlen')
})

test('a count chooses the singular or the plural', () => {
  expect(translate(english, 'history.shown', { count: 1 })).toBe('1 payment shown')
  expect(translate(english, 'history.shown', { count: 0 })).toBe('0 payments shown')
  expect(translate(german, 'history.shown', { count: 2 })).toBe('2 Zahlungen')
})

test('a value is not read as a pattern', () => {
  expect(translate(english, 'cart.removeNamed', { name: '$& {{amount}}' })).toBe('Remove $& {{amount}}')
})

const named: WordKey[] = [
  ...declineReasons.map((reason) => `decline.${reason}` as const),
  ...paymentStatuses.map((status) => `status.${status}` as const),
  ...timelineKinds.map((kind) => `timeline.${kind}` as const),
]

test.each(named)('%s is said in every language, in a sentence that differs', (key) => {
  expect(translate(english, key)).not.toBe(key)
  expect(translate(german, key)).not.toBe(key)
  expect(translate(german, key)).not.toBe(translate(english, key))
})

test('both languages leave the same holes', () => {
  const holes = (words: unknown): unknown =>
    typeof words === 'string'
      ? (words.match(/\{\{\w+\}\}/g) ?? []).toSorted()
      : Object.fromEntries(Object.entries(words ?? {}).map(([key, value]) => [key, holes(value)]))

  expect(holes(de)).toEqual(holes(en))
})
