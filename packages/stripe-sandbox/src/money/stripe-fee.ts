import { minorDigits } from './currency.ts'

/** 2.9 % and 30 cents, or as much in a currency without cents; never more than the amount. In minor units. */
export function stripeFee(amountMinor: number, currency: string): number {
  const fixed = { 0: 30, 2: 30, 3: 300 }[minorDigits(currency)] ?? 30
  return Math.min(amountMinor, Math.round(amountMinor * 0.029) + fixed)
}
