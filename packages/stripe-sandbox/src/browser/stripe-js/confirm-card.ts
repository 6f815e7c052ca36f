import { asRecord, isRecord, type UnknownRecord } from '../wire/is-record.ts'
import { createPaymentMethod } from './create-payment-method.ts'
import { confirmIntent } from './confirm-intent.ts'
import { framedElementOf } from './framed-element.ts'
import { toStripeError } from '../wire/stripe-error.ts'
import type { IntentResult, StripeContext } from './stripe-context.ts'

/**
 * `confirmCardPayment` and `confirmCardSetup`: with a card Element, a token, or a method that exists. They never leave
 * the page.
 */
export async function confirmCard(
  context: StripeContext,
  method: 'confirmPayment' | 'confirmSetup',
  { clientSecret, data, ...more }: UnknownRecord,
): Promise<IntentResult> {
  const { payment_method: given, ...confirmParams } = asRecord(data)
  const confirm = (chosen: UnknownRecord) =>
    confirmIntent(context, method, {
      ...more,
      clientSecret,
      confirmParams: { ...confirmParams, ...chosen },
      redirect: 'if_required',
    })
  if (!isRecord(given)) return confirm({ payment_method: given })
  if (!framedElementOf(given['card'])) return confirm({ payment_method_data: { ...given, type: 'card' } })

  const { paymentMethod, error } = await createPaymentMethod(context, { ...given, type: 'card' })
  if (error) return { error: toStripeError({ error }, 400) }
  return confirm({ payment_method: asRecord(paymentMethod)['id'] })
}
