import { expect, test } from 'vitest'
import { refusalText } from './refusal-text.ts'

test('a refusal is said in the language of the page, with amounts as its locale writes them', () => {
  const reason = { code: 'amount_too_small', minimumMinor: 50, currency: 'eur' } as const

  expect(refusalText(reason, 'en-GB')).toBe('The smallest amount we can charge is €0.50.')
  expect(refusalText(reason, 'de-AT')).toMatch(/^Der kleinste mögliche Betrag ist €\s0,50\.$/)
  expect(refusalText(reason, 'fr')).toMatch(/^The smallest/)
})

test('a code that this client does not know yet still gives a sentence', () => {
  // A newer API may send it.
  const reason = { code: 'from_the_future' } as unknown as Parameters<typeof refusalText>[0]

  expect(refusalText(reason, 'de')).toBe('Das funktioniert gerade nicht. Bitte versuchen Sie es gleich noch einmal.')
})

test('an amount without coins is refused with the step to round it to (M1)', () => {
  const reason = { code: 'amount_not_payable', stepMinor: 10, currency: 'kwd' } as const

  expect(refusalText(reason, 'en')).toMatch(
    /^This amount cannot be charged\. Please round it to a multiple of KWD\s0\.010\.$/,
  )
  expect(refusalText(reason, 'de')).toMatch(/Bitte runden Sie ihn auf ein Vielfaches von 0,010\sKWD\.$/)
})
