import { createHash } from 'node:crypto'
import { missingParameter } from '../contract/compile-params.ts'
import { invalidRequest } from '../http/stripe-error.ts'
import type { SepaDebit, UsBankAccount } from '../resources/payment-method/payment-method.ts'
import type { TestBankAccount } from './test-bank-account.ts'
import { findIban, whyIbanRefused } from './test-ibans.ts'
import { findUsBankAccount, usRoutingNumber } from './us-bank-accounts.ts'

export interface UsBankAccountParams {
  account_holder_type?: 'company' | 'individual'
  account_number?: string
  account_type?: 'checking' | 'savings'
  routing_number?: string
}

/** @throws {StripeError} for anything but one of Stripe's test accounts */
export function readUsBankAccount(params: UsBankAccountParams): TestBankAccount {
  const { account_number: number, routing_number: routing } = params
  if (number === undefined) throw missingParameter('us_bank_account[account_number]')
  if (routing === undefined) throw missingParameter('us_bank_account[routing_number]')
  if (params.account_holder_type === undefined) throw missingParameter('us_bank_account[account_holder_type]')
  const account = routing === usRoutingNumber ? findUsBankAccount(number) : undefined
  if (account) return account
  const isRoutingWrong = routing !== usRoutingNumber
  throw invalidRequest({
    message: isRoutingWrong
      ? `Routing number must be ${usRoutingNumber} in test mode.`
      : 'You must use a test bank account number when making payments in test mode. Try 000123456789 or find more options at https://stripe.com/docs/testing.',
    param: `us_bank_account[${isRoutingWrong ? 'routing_number' : 'account_number'}]`,
    code: isRoutingWrong ? 'routing_number_invalid' : 'account_number_invalid',
  })
}

/** @throws {StripeError} for an IBAN that is none, cannot be debited, or is not one of Stripe's */
export function readIban(typed: string): TestBankAccount {
  const iban = typed.replaceAll(' ', '').toUpperCase()
  const account = findIban(iban)
  if (account) return account
  const refusal = whyIbanRefused(iban)
  const message =
    refusal === undefined
      ? 'The IBAN you provided is invalid. In test mode, use one of the IBANs of https://stripe.com/docs/testing.'
      : `The bank behind this IBAN cannot take SEPA debits (${refusal}).`
  throw invalidRequest({
    message,
    param: 'sepa_debit[iban]',
    code: refusal ? 'sepa_unsupported_account' : 'account_number_invalid',
  })
}

export function buildUsBankAccount(account: TestBankAccount, params: UsBankAccountParams = {}): UsBankAccount {
  return {
    account_holder_type: params.account_holder_type ?? 'individual',
    account_type: params.account_type ?? 'checking',
    bank_name: 'STRIPE TEST BANK',
    financial_connections_account: null,
    fingerprint: fingerprintOf(account),
    last4: account.last4,
    networks: { preferred: 'ach', supported: ['ach'] },
    routing_number: usRoutingNumber,
    status_details: null,
  }
}

export function buildSepaDebit(account: TestBankAccount): SepaDebit {
  return {
    bank_code: '37040044',
    branch_code: '',
    country: account.country,
    fingerprint: fingerprintOf(account),
    generated_from: { charge: null, setup_attempt: null },
    last4: account.last4,
  }
}

/** The same for the same account, and of letters and digits only. */
const fingerprintOf = ({ name }: TestBankAccount): string =>
  createHash('sha256').update(`stripe-sandbox ${name}`).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16)
