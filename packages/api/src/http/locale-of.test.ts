import { expect, test } from 'vitest'
import { localeOf } from './locale-of.ts'

test.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr, en;q=0.5, de;q=0.7', 'de'],
  ['EN-gb', 'en'],
  ['fr-CH, fr;q=0.9, *;q=0.5', null],
  ['de;q=0, en', 'en'],
  ['*', null],
  ['den', null],
  ['', null],
  [undefined, null],
  [`${'x,'.repeat(100_000)}de`, null],
])('the header %s asks for %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
