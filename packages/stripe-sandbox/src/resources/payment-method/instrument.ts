import { findBankAccountByName } from '../../banks/find-bank-account.ts'
import {
  buildSepaDebit,
  buildUsBankAccount,
  readIban,
  readUsBankAccount,
  type UsBankAccountParams,
} from '../../banks/read-bank-account.ts'
import type { TestBankAccount } from '../../banks/test-bank-account.ts'
import { findCardByName } from '../../cards/test-cards.ts'
import { buildCard, tokenizeCard, type CardParams } from '../../cards/tokenize-card.ts'
import { missingParameter } from '../../contract/compile-params.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import type { BillingDetailsParams } from '../shared/address.ts'
import { useToken } from '../token/use-token.ts'
import type { MethodDetails } from './payment-method.ts'

/** What a payment method is made of: what it shows, and the name of the test card or test account behind it. */
export interface Instrument {
  name: string
  details: MethodDetails
  /** Of a bank account: the holder has proved that it is theirs. */
  isVerified?: boolean
}

export interface InstrumentParams {
  type?: string
  billing_details?: BillingDetailsParams
  card?: CardParams
  link?: object
  sepa_debit?: { iban: string }
  us_bank_account?: UsBankAccountParams
}

/**
 * What was typed.
 *
 * @param within the parameter that holds it, where it is not the whole request
 * @throws {StripeError} parameter_missing; what `tokenizeCard` and the readers of accounts throw
 */
export function readInstrument(context: Context, params: InstrumentParams, within?: string): Instrument {
  const missing = (name: string) =>
    missingParameter(
      within === undefined ? name : `${within}[${name.replace('[', '][')}${name.endsWith(']') ? '' : ']'}`,
    )
  const { type, billing_details: billing = {} } = params
  switch (type) {
    case undefined:
      throw missing('type')
    case 'card':
      if (params.card === undefined) throw missing('card')
      return readCard(context, params.card)
    case 'link':
      return { name: 'visa', details: { type, link: { email: billing.email ?? null } } }
    case 'sepa_debit':
      if (params.sepa_debit === undefined) throw missing('sepa_debit')
      if (!billing.name) throw missing('billing_details[name]')
      if (!billing.email) throw missing('billing_details[email]')
      return ofAccount(readIban(params.sepa_debit.iban))
    case 'us_bank_account':
      if (params.us_bank_account === undefined) throw missing('us_bank_account')
      if (!billing.name) throw missing('billing_details[name]')
      return ofAccount(readUsBankAccount(params.us_bank_account), params.us_bank_account)
    default: {
      const message = `The sandbox offers payment methods of type card, link, sepa_debit and us_bank_account, not ${type}.`
      throw invalidRequest({ message, param: within === undefined ? 'type' : `${within}[type]` })
    }
  }
}

/** A card as typed, or as one of Stripe's test tokens. */
function readCard(context: Context, params: CardParams): Instrument {
  const token = params.token
  if (token === undefined) {
    const { name, card } = tokenizeCard(params, context.now)
    return { name, details: { type: 'card', card } }
  }
  const named = token.startsWith('tok_') ? namedCard(context, token.slice('tok_'.length)) : undefined
  if (named) return named
  const typed = useToken(context, token)
  if (typed) return { name: typed.name, details: { type: 'card', card: typed.card } }
  throw invalidRequest({ message: `No such token: '${token}'`, param: 'card[token]', code: 'resource_missing' })
}

/** What `pm_card_visa`, `pm_usBankAccount_success` and the like stand for; `undefined` for other ids. */
export function findNamedInstrument(context: Context, id: string): Instrument | undefined {
  if (id.startsWith('pm_card_')) return namedCard(context, id.slice('pm_card_'.length))
  if (!id.startsWith('pm_usBankAccount') && !id.startsWith('pm_sepaDebit')) return undefined
  const account = findBankAccountByName(id.slice('pm_'.length))
  return account && { ...ofAccount(account), isVerified: account.failsMicrodeposits !== true }
}

function namedCard(context: Context, name: string): Instrument | undefined {
  const known = findCardByName(name)
  if (!known) return undefined
  const today = new Date(context.now * 1000)
  const details = { month: today.getUTCMonth() + 1, year: today.getUTCFullYear() + 1, cvcCheck: null }
  return { name: known.name, details: { type: 'card', card: buildCard(known, details) } }
}

/** An IBAN needs no proof: the mandate is what counts. */
const ofAccount = (account: TestBankAccount, params?: UsBankAccountParams): Instrument =>
  account.type === 'sepa_debit'
    ? { name: account.name, details: { type: 'sepa_debit', sepa_debit: buildSepaDebit(account) }, isVerified: true }
    : {
        name: account.name,
        details: { type: 'us_bank_account', us_bank_account: buildUsBankAccount(account, params) },
        isVerified: false,
      }
