import { acceptedOnline } from '../wire/accepted-online.ts'
import { isRecord, type UnknownRecord } from '../wire/is-record.ts'
import { confirmIntent } from './confirm-intent.ts'
import type { IntentResult, StripeContext } from './stripe-context.ts'

interface BankDebit {
  type: string
  clientSecret: unknown
  data: UnknownRecord
}

/** With an account that the shop's own form collected, or a method that exists. The call stands for the mandate. */
export function confirmBankDebit(
  context: StripeContext,
  method: 'confirmPayment' | 'confirmSetup',
  { type, clientSecret, data }: BankDebit,
): Promise<IntentResult> {
  const { payment_method: given, ...rest } = data
  const chosen = isRecord(given) ? { payment_method_data: { ...given, type } } : { payment_method: given }
  const confirmParams = { mandate_data: acceptedOnline(), ...rest, ...chosen }
  return confirmIntent(context, method, { clientSecret, confirmParams, redirect: 'if_required' })
}
