import { invalidRequest, type StripeErrorBody } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import type { BankVerification, VerifyParams } from './bank-verification.ts'

const mostTries = 10

/** Stripe's test values: https://docs.stripe.com/testing */
const meanings = new Map([
  ['SM11AA', 'right'],
  ['32,45', 'right'],
  ['SM33CC', 'too_often'],
  ['10,11', 'too_often'],
  ['SM44DD', 'too_late'],
  ['40,41', 'too_late'],
])

/**
 * Whether the holder named what came. Ten wrong tries end it.
 *
 * @returns the error that ends the verification, or `undefined` when it is passed
 * @throws {StripeError} for a wrong try that leaves others
 */
export function checkMicrodeposits(
  context: Context,
  verification: BankVerification,
  { amounts, descriptor_code: code }: VerifyParams,
): StripeErrorBody | undefined {
  if ((amounts === undefined) === (code === undefined)) {
    const message = 'You must provide either amounts or descriptor_code.'
    throw invalidRequest({ message, param: 'amounts', code: 'parameter_missing' })
  }
  if (amounts && (amounts.length !== 2 || amounts.some((amount) => amount < 1))) {
    throw invalidRequest({
      message: 'You must provide exactly two positive microdeposit amounts, in cents.',
      param: 'amounts',
      code: 'payment_method_microdeposit_verification_amounts_invalid',
    })
  }
  const said = code?.toUpperCase() ?? amounts?.toSorted((a, b) => a - b).join(',') ?? ''
  const meaning = meanings.get(said)
  if (meaning === 'right') return undefined
  if (meaning === 'too_late') return timedOut
  const wrongTries = verification.wrongTries + 1
  context.state.table('bank_verification').put({ ...verification, wrongTries })
  if (meaning === 'too_often' || wrongTries >= mostTries) return triedTooOften
  const what = code === undefined ? 'amounts' : 'descriptor code'
  throw invalidRequest({
    message: `The ${what} provided ${code === undefined ? 'do' : 'does'} not match what was sent to the bank account. You have ${mostTries - wrongTries} verification attempts remaining.`,
    code: `payment_method_microdeposit_verification_${code === undefined ? 'amounts' : 'descriptor_code'}_mismatch`,
    param: code === undefined ? 'amounts' : 'descriptor_code',
  })
}

export const timedOut: StripeErrorBody = {
  type: 'invalid_request_error',
  code: 'payment_method_microdeposit_verification_timeout',
  message:
    'Microdeposit verification timed out. The customer did not verify their bank account within the required 10 day period.',
}

export const depositsFailed: StripeErrorBody = {
  type: 'invalid_request_error',
  code: 'payment_method_microdeposit_failed',
  message: 'Microdeposits failed. Please check the account, institution and transit numbers provided.',
}

const triedTooOften: StripeErrorBody = {
  type: 'invalid_request_error',
  code: 'payment_method_microdeposit_verification_attempts_exceeded',
  message: 'You have exceeded the number of allowed verification attempts.',
}
