import type { CardBehaviour, TestCard } from './card-behaviour.ts'

type Row = [
  name: string,
  number: string,
  about?: CardBehaviour & Partial<Pick<TestCard, 'funding' | 'country' | 'networks'>>,
]

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
  ['ar', '4000000320000021', { country: 'AR' }],
  ['cl', '4000001520000001', { country: 'CL' }],
  ['co', '4000001700000003', { country: 'CO' }],
  ['cr', '4000001880000005', { country: 'CR' }],
  ['ec', '4000002180000000', { country: 'EC' }],
  ['pa', '4000005910000000', { country: 'PA' }],
  ['py', '4000006000000066', { country: 'PY' }],
  ['pe', '4000006040000068', { country: 'PE' }],
  ['uy', '4000008580000003', { country: 'UY' }],
  ['ae', '4000007840000001', { country: 'AE' }],
  ['by', '4000001120000005', { country: 'BY' }],
  ['bg', '4000001000000000', { country: 'BG' }],
  ['hr', '4000001910000009', { country: 'HR' }],
  ['cy', '4000001960000008', { country: 'CY' }],
  ['cz', '4000002030000002', { country: 'CZ' }],
  ['dk', '4000002080000001', { country: 'DK' }],
  ['ee', '4000002330000009', { country: 'EE' }],
  ['fi', '4000002460000001', { country: 'FI' }],
  ['gi', '4000002920000005', { country: 'GI' }],
  ['gr', '4000003000000030', { country: 'GR' }],
  ['hu', '4000003480000005', { country: 'HU' }],
  ['lv', '4000004280000005', { country: 'LV' }],
  ['li', '4000004380000004', { country: 'LI' }],
  ['lt', '4000004400000000', { country: 'LT' }],
  ['lu', '4000004420000006', { country: 'LU' }],
  ['mt', '4000004700000007', { country: 'MT' }],
  ['no', '4000005780000007', { country: 'NO' }],
  ['pl', '4000006160000005', { country: 'PL' }],
  ['pt', '4000006200000007', { country: 'PT' }],
  ['ro', '4000006420000001', { country: 'RO' }],
  ['sa', '4000006820000007', { country: 'SA' }],
  ['si', '4000007050000006', { country: 'SI' }],
  ['sk', '4000007030000001', { country: 'SK' }],
  ['cn', '4000001560000002', { country: 'CN' }],
  ['hk', '4000003440000004', { country: 'HK' }],
  ['jp', '4000003920000003', { country: 'JP' }],
  ['my', '4000004580000002', { country: 'MY' }],
  ['nz', '4000005540000008', { country: 'NZ' }],
  ['tw', '4000001580000008', { country: 'TW' }],
  ['gb_debit', '4000058260000005', { country: 'GB', funding: 'debit' }],
  ['gb_mastercard', '5555558265554449', { country: 'GB' }],
  ['ae_mastercard', '5200007840000022', { country: 'AE' }],
  ['th_credit', '4000007640000003', { country: 'TH' }],
  ['th_debit', '4000057640000008', { country: 'TH', funding: 'debit' }],
  ['jp_jcb', '3530111333300000', { country: 'JP' }],
  ['visa_cartesBancaires', '4000002500001001', { country: 'FR', networks: ['cartes_bancaires', 'visa'] }],
  ['mastercard_cartesBancaires', '5555552500001001', { country: 'FR', networks: ['cartes_bancaires', 'mastercard'] }],
  [
    'visa_debit_eftposAuCoBranded',
    '4000050360000001',
    { country: 'AU', funding: 'debit', networks: ['eftpos_au', 'visa'] },
  ],
  [
    'mastercard_debit_eftposAuCoBranded',
    '5555050360000080',
    { country: 'AU', funding: 'debit', networks: ['eftpos_au', 'mastercard'] },
  ],
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
  ['authenticationRequiredSetupForOffSession', '4000003800000446', { threeDSecure: 'already_set_up', country: 'IT' }],
  [
    'authenticationRequiredChargeDeclinedInsufficientFunds',
    '4000008260003178',
    { threeDSecure: 'until_set_up', decline: 'insufficient_funds', declinesOnlyCharges: true, country: 'GB' },
  ],
  ['threeDSecure2Required', '4000000000003220', { threeDSecure: 'always' }],
  ['threeDSecureRequired', '4000000000003063', { threeDSecure: 'always' }],
  [
    'threeDSecureRequiredChargeDeclined',
    '4000008400001629',
    { threeDSecure: 'always', decline: 'generic_decline', declinesOnlyCharges: true },
  ],
  ['threeDSecureRequiredProcessingError', '4000008400001280', { threeDSecure: 'always', challengeFails: true }],
  ['threeDSecureOptional', '4000000000003055', { threeDSecure: 'optional' }],
  ['threeDSecureOptionalProcessingError', '4000000000003097', { threeDSecure: 'optional', challengeFails: true }],
]

/** Other names by which Stripe knows the same cards. */
const aliases: Record<string, string> = {
  visa_chargeDeclinedExpiredCard: 'chargeDeclinedExpiredCard',
  visa_chargeDeclinedIncorrectCvc: 'chargeDeclinedIncorrectCvc',
  visa_chargeDeclinedProcessingError: 'chargeDeclinedProcessingError',
  amex_threeDSecureNotSupported: 'amex',
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
