import { expect, test } from 'vitest'
import { renderNotice, type Notice } from './notice-mail.ts'

const hostile = `<img src=x onerror="alert(1)">' & <script>\r\nBcc: eve@example.com`

const notice: Notice = {
  locale: 'en',
  merchant: { name: hostile, supportEmail: hostile },
  subject: `Payment to ${hostile}`,
  heading: hostile,
  sentences: [hostile],
  facts: [{ label: 'For', value: hostile }],
  button: { label: 'Confirm', url: 'https://shop.test/continue/"><script>' },
  questions: 'Write to',
}

test('whatever a merchant or a shopper wrote is text in a notice, never markup (S13)', () => {
  const { html } = renderNotice(notice)

  expect(html).not.toContain('<img')
  expect(html).not.toContain('<script')
  expect(html).not.toContain('href="https://shop.test/continue/">')
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;')
})

test('nothing in a notice begins a line of its own: no header, no other reader (S23)', () => {
  const { subject, text } = renderNotice(notice)

  expect(subject).not.toMatch(/[\r\n]/)
  expect(text.split(/\r\n|[\r\n]/).filter((line) => line.startsWith('Bcc:'))).toEqual([])
})

test('the same notice is the same bytes (E1)', () => {
  expect(renderNotice(notice)).toEqual(renderNotice(structuredClone(notice)))
})
