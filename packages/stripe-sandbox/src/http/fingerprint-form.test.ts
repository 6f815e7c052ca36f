import { expect, test } from 'vitest'
import { fingerprintForm } from './fingerprint-form.ts'

test('forms differ by every parameter', () => {
  expect(fingerprintForm('amount=1&currency=usd')).not.toBe(fingerprintForm('amount=2&currency=usd'))
})

test.for([
  ['card[number]=4000056655665556&card[cvc]=123', 'card[number]=4999999999995556&card[cvc]=987'],
  ['card%5Bnumber%5D=4000056655665556&a=1', 'card%5Bnumber%5D=4999999999995556&a=1'],
])('a card number and a security code cannot be guessed from the hash of %s', ([one, other]) => {
  expect(fingerprintForm(one ?? '')).toBe(fingerprintForm(other ?? ''))
})

test('cards with other last digits are other parameters', () => {
  expect(fingerprintForm('card[number]=4000056655665556')).not.toBe(fingerprintForm('card[number]=4242424242424242'))
})
