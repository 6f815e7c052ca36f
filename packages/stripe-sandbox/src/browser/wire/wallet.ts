import type { UnknownRecord } from './is-record.ts'

/** What the wallet's sheet shows and asks for. Amounts are in the currency's smallest unit. */
export interface WalletOrder {
  walletName: string
  businessName: string
  amount: number
  currency: string
  lineItems: readonly { name: string; amount: number }[]
  shippingRates: readonly ShippingRate[]
  asksEmail: boolean
  asksPhone: boolean
  asksShipping: boolean
  asksBilling: boolean
  allowedCountries: readonly string[]
}

export interface ShippingRate {
  id: string
  amount: number
  displayName: string
}

/** What the shopper chose, without the card: that stays in the sheet. */
export interface WalletChoice {
  billingDetails?: UnknownRecord | undefined
  shippingAddress?: UnknownRecord | undefined
  shippingRate?: ShippingRate | undefined
}
