import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'

/** Stripe's sentence about later charges: shown when the card is kept, unless the shop says `terms.card: 'never'`. */
export function createTerms() {
  const root = document.createElement('p')
  root.className = 'TermsText'
  root.hidden = true

  const apply = (group: UnknownRecord, options: UnknownRecord) => {
    const wish = asRecord(options['terms'])['card']
    const isKept = group['setupFutureUsage'] === 'off_session' || (group['mode'] ?? 'payment') !== 'payment'
    root.hidden = wish === 'never' || (wish !== 'always' && !isKept)
    const business = asText(asRecord(options['business'])['name']) || 'this shop'
    root.textContent = `By providing your card information, you allow ${business} to charge your card for future payments in accordance with their terms.`
  }
  return { root, apply }
}
