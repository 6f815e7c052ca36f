import type { CardBehaviour, TestCard } from './card-behaviour.ts'

type Row = [name: string, number: string, about?: CardBehaviour & Partial<Pick<TestCard, 'funding' | 'country'>>]

/**
 * Stripe's published test numbers and the payment method names that stand for them (`pm_card_` + name):
 * https://docs.stripe.com/testing
 */
const rows: readonly Row[] = [
  ['visa', '4242424242424242'],
  ['visa_debit', '4000056655665556', { funding: 'debit' }],
  ['mastercard', '5555555555554444'],
  ['mastercard_2series', '2223003122003222'],
  ['mastercard_debit', '5200828282828210', { funding: 'debit' }],
  ['mastercard_prepaid', '5105105105105100', { funding: 'prepaid' }],
  ['amex', '378282246310005', { threeDSecure: 'unsupported' }],
  ['amex_2', '371449635398431', { threeDSecure: 'unsupported' }],
  ['discover', '6011111111111117'],
  ['discover_2', '6011000990139424'],
  ['discover_debit', '6011981111111113', { funding: 'debit' }],
  ['diners', '3056930009020004'],
  ['diners_14digits', '36227206271667'],
  ['bccard', '6555900000604105'],
  ['jcb', '3566002020360505', { country: 'JP' }],
  ['unionpay', '6200000000000005', { country: 'CN' }],
  ['unionpay_debit', '6200000000000047', { country: 'CN', funding: 'debit' }],
  ['unionpay_19digits', '6205500000000000004', { country: 'CN' }],

  ['us', '4242424242424242'],
  ['br', '4000000760000002', { country: 'BR' }],
  ['ca', '4000001240000000', { country: 'CA' }],
  ['mx', '4000004840008001', { country: 'MX' }],
  ['at', '4000000400000008', { country: 'AT' }],
  ['be', '4000000560000004', { country: 'BE' }],
  ['ch', '4000007560000009', { country: 'CH' }],
  ['de', '4000002760000016', { country: 'DE' }],
  ['es', '4000007240000007', { country: 'ES' }],
  ['fr', '4000002500000003', { country: 'FR' }],
  ['gb', '4000008260000000', { country: 'GB' }],
  ['ie', '4000003720000005', { country: 'IE' }],
  ['it', '4000003800000008', { country: 'IT' }],
  ['nl', '4000005280000002', { country: 'NL' }],
  ['se', '4000007520000008', { country: 'SE' }],
  ['au', '4000000360000006', { country: 'AU' }],
  ['in', '4000003560000008', { country: 'IN' }],
  ['sg', '4000007020000003', { country: 'SG' }],

  ['visa_chargeDeclined', '4000000000000002', { decline: 'generic_decline' }],
  ['visa_chargeDeclinedInsufficientFunds', '4000000000009995', { decline: 'insufficient_funds' }],
  ['visa_chargeDeclinedLostCard', '4000000000009987', { decline: 'lost_card' }],
  ['visa_chargeDeclinedStolenCard', '4000000000009979', { decline: 'stolen_card' }],
  ['chargeDeclinedExpiredCard', '4000000000000069', { decline: 'expired_card' }],
  ['chargeDeclinedIncorrectCvc', '4000000000000127', { decline: 'incorrect_cvc' }],
  ['chargeDeclinedProcessingError', '4000000000000119', { decline: 'processing_error' }],
  ['visa_chargeDeclinedVelocityLimitExceeded', '4000000000006975', { decline: 'card_velocity_exceeded' }],
  ['chargeCustomerFail', '4000000000000341', { decline: 'generic_decline', declinesOnlyCharges: true }],

  ['radarBlock', '4100000000000019', { decline: 'blocked', risk: 'highest', declinesOnlyCharges: true }],
  ['riskLevelHighest', '4000000000004954', { risk: 'highest' }],
  ['riskLevelElevated', '4000000000009235', { risk: 'elevated' }],
  ['cvcCheckFail', '4000000000000101', { checks: { cvc: 'fail' } }],
  ['avsZipFail', '4000000000000036', { checks: { postalCode: 'fail' } }],
  ['avsLine1Fail', '4000000000000028', { checks: { line1: 'fail' } }],
  ['avsFail', '4000000000000010', { checks: { line1: 'fail', postalCode: 'fail' } }],
  ['avsUnchecked', '4000000000000044', { checks: { line1: 'unavailable', postalCode: 'unavailable' } }],
  ['bypassPending', '4000000000000077', { availableAtOnce: true }],
  ['bypassPendingInternational', '4000003720000278', { availableAtOnce: true, country: 'IE' }],

  ['pendingRefund', '4000000000007726', { refund: 'pending' }],
  ['refundFail', '4000000000005126', { refund: 'fails' }],
  ['createDispute', '4000000000000259', { dispute: 'fraudulent' }],
  ['createDisputeProductNotReceived', '4000000000002685', { dispute: 'product_not_received' }],
  ['createDisputeInquiry', '4000000000001976', { dispute: 'inquiry' }],
  ['createIssuerFraudRecord', '4000000000005423', { earlyFraudWarning: true }],

  ['authenticationRequiredOnSetup', '4000002500003155', { threeDSecure: 'until_set_up', country: 'FR' }],
  ['authenticationRequired', '4000002760003184', { threeDSecure: 'always', country: 'DE' }],
  ['authenticationRequiredSetupForOffSession', '4000003800000446', { threeDSecure: 'until_set_up', country: 'IT' }],
  [
    'authenticationRequiredChargeDeclinedInsufficientFunds',
    '4000008260003178',
    { threeDSecure: 'always', decline: 'insufficient_funds', declinesOnlyCharges: true, country: 'GB' },
  ],
  ['threeDSecure2Required', '4000000000003220', { threeDSecure: 'always' }],
  ['threeDSecureRequired', '4000000000003063', { threeDSecure: 'always' }],
  [
    'threeDSecureRequiredChargeDeclined',
    '4000008400001629',
    { threeDSecure: 'always', decline: 'generic_decline', declinesOnlyCharges: true },
  ],
  ['threeDSecureOptional', '4000000000003055', { threeDSecure: 'optional' }],
]

/** Other names by which Stripe knows the same cards. */
const aliases: Record<string, string> = {
  visa_chargeDeclinedExpiredCard: 'chargeDeclinedExpiredCard',
  visa_chargeDeclinedIncorrectCvc: 'chargeDeclinedIncorrectCvc',
  visa_chargeDeclinedProcessingError: 'chargeDeclinedProcessingError',
  chargeDeclined: 'visa_chargeDeclined',
  chargeDeclinedInsufficientFunds: 'visa_chargeDeclinedInsufficientFunds',
}

const byName = new Map<string, TestCard>()
const nameByNumber = new Map<string, string>()
for (const [name, number, about = {}] of rows) {
  const brand = brandOf(number)
  byName.set(name, { name, brand, funding: 'credit', country: 'US', last4: number.slice(-4), ...about })
  if (!nameByNumber.has(number)) nameByNumber.set(number, name)
}

export const findCardByName = (name: string): TestCard | undefined => byName.get(aliases[name] ?? name)

export function findCardByNumber(number: string): TestCard | undefined {
  const name = nameByNumber.get(number)
  return name === undefined ? undefined : byName.get(name)
}

function brandOf(number: string): TestCard['brand'] {
  if (number.startsWith('4')) return 'visa'
  if (/^3[47]/.test(number)) return 'amex'
  if (/^3[068]/.test(number)) return 'diners'
  if (number.startsWith('35')) return 'jcb'
  if (number.startsWith('62')) return 'unionpay'
  return number.startsWith('6') ? 'discover' : 'mastercard'
}
