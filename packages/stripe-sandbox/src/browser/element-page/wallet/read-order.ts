import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { WalletOrder } from '../../wire/wallet.ts'

/** The order as the shop's side sent it. What the shop left out is not asked for. */
export function readOrder(options: UnknownRecord): WalletOrder {
  const list = (name: string) => (Array.isArray(options[name]) ? options[name].map(asRecord) : [])
  return {
    walletName: asText(options['walletName']),
    businessName: asText(options['businessName']),
    amount: numberOf(options['amount']),
    currency: asText(options['currency']),
    lineItems: list('lineItems').map((item) => ({ name: asText(item['name']), amount: numberOf(item['amount']) })),
    shippingRates: list('shippingRates').map((rate) => ({
      id: asText(rate['id']),
      amount: numberOf(rate['amount']),
      displayName: asText(rate['displayName']),
    })),
    asksEmail: options['asksEmail'] === true,
    asksPhone: options['asksPhone'] === true,
    asksShipping: options['asksShipping'] === true,
    asksBilling: options['asksBilling'] === true,
    allowedCountries: Array.isArray(options['allowedCountries']) ? options['allowedCountries'].map(String) : [],
  }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
