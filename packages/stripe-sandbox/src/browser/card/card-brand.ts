/** Brands that Stripe names in `card.brand` of a change event. */
export type BrandName = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown'

export interface CardBrand {
  name: BrandName
  label: string
  starts: RegExp
  lengths: readonly number[]
  groups: readonly number[]
  cvcLength: 3 | 4
}

const fours = [4, 4, 4, 4, 3]
const unknown: CardBrand = { name: 'unknown', label: 'Card', starts: /^/, lengths: [16], groups: fours, cvcLength: 3 }

/** First match wins; ranges of the card networks as Stripe's own form knows them. */
const brands: readonly CardBrand[] = [
  { name: 'amex', label: 'American Express', starts: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvcLength: 4 },
  { name: 'diners', label: 'Diners Club', starts: /^3(6|8|9)/, lengths: [14], groups: [4, 6, 4], cvcLength: 3 },
  { name: 'diners', label: 'Diners Club', starts: /^30[0-5]/, lengths: [16], groups: fours, cvcLength: 3 },
  { name: 'jcb', label: 'JCB', starts: /^35(2[89]|[3-8])/, lengths: [16], groups: fours, cvcLength: 3 },
  { name: 'discover', label: 'Discover', starts: /^6(011|4[4-9]|5)/, lengths: [16], groups: fours, cvcLength: 3 },
  { name: 'unionpay', label: 'UnionPay', starts: /^(62|81)/, lengths: [16, 17, 18, 19], groups: fours, cvcLength: 3 },
  {
    name: 'mastercard',
    label: 'Mastercard',
    starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    groups: fours,
    cvcLength: 3,
  },
  { name: 'visa', label: 'Visa', starts: /^4/, lengths: [16], groups: fours, cvcLength: 3 },
]

export const brandOf = (digits: string): CardBrand => brands.find((brand) => brand.starts.test(digits)) ?? unknown

export const maxLength = (brand: CardBrand): number => Math.max(...brand.lengths)
