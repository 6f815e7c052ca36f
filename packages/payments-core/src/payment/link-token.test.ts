import { createHmac } from 'node:crypto'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'
import { readReceiptToken, receiptLinkPath } from '../receipt/receipt-token.ts'
import { readLinkToken, signLinkToken } from './link-token.ts'

const secret = 'a'.repeat(64)
const now = new Date('2026-11-21T09:00:00Z')
const paymentId = '019a0000-0000-7000-8000-000000000001'
const expiresAt = new Date(now.getTime() + 60_000)
const token = signLinkToken(secret, { paymentId, expiresAt })
const receiptToken = (key: string) =>
  receiptLinkPath(key, { receiptId: paymentId, expiresAt, fileName: 'receipt.pdf' }).split('/')[2] ?? ''

test('a link names its payment until its time is over, to the second', () => {
  expect(readLinkToken(secret, token, now)).toBe(paymentId)
  expect(readLinkToken(secret, token, new Date(expiresAt.getTime() - 1))).toBe(paymentId)
  expect(() => readLinkToken(secret, token, expiresAt)).toThrow(refused({ code: 'link_expired' }))
  expect(readReceiptToken(secret, receiptToken(secret), new Date(expiresAt.getTime() - 1))).toBe(paymentId)
  expect(readReceiptToken(secret, receiptToken(secret), expiresAt)).toBeUndefined()
})

const withMac = (word: string, message: string) =>
  createHmac('sha256', secret).update(`${word}${message}`).digest().subarray(0, 18).toString('base64url')
const message = token.slice(0, -25)
const laterMessage = message.replace(/\d+$/, '9999999999')

test.each([
  ['of another payment', token.replace('0001', '0002')],
  ['with a later end', `${laterMessage}-${token.slice(-24)}`],
  ['of another secret', signLinkToken('b'.repeat(64), { paymentId, expiresAt })],
  ['signed as a receipt’s', `${message}-${withMac('receipt-link/', message)}`],
  ['signed without a word', `${message}-${withMac('', message)}`],
  ['of a receipt', receiptToken(secret)],
  ['that was cut', token.slice(0, -1)],
  ['without its MAC', message],
  ['with an empty MAC', `${message}-`],
])('a link %s opens no payment (E7)', (_what, forged) => {
  expect(() => readLinkToken(secret, forged, now)).toThrow(refused({ code: 'link_not_found' }))
})

const receiptMessage = receiptToken(secret).slice(0, -25)

test.each([
  ['of another receipt', receiptToken(secret).replace('0001', '0002')],
  ['with a later end', `${receiptMessage.replace(/\d+$/, '9999999999')}.${receiptToken(secret).slice(-24)}`],
  ['of another secret', receiptToken('b'.repeat(64))],
  ['signed as a payment’s', `${receiptMessage}.${withMac('continue-link/', receiptMessage)}`],
  ['of a payment', token],
  ['that was cut', receiptToken(secret).slice(0, -1)],
])('a link %s opens no receipt (E7)', (_what, forged) => {
  expect(readReceiptToken(secret, forged, now)).toBeUndefined()
})
