import { invalidRequest } from '../../http/stripe-error.ts'
import { createId, randomText } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import type { CustomerAcceptanceParams, Mandate, MandateData } from './mandate.ts'

export interface MandateWish {
  method: PaymentMethod
  /** Of the request, or of the confirmation token. */
  data: MandateData | undefined
  /** A mandate that the request names. */
  mandateId?: string | undefined
  /** For this payment only; for all to come when absent. */
  singleUse?: { amount: number; currency: string } | undefined
  /** What Stripe calls the object that is being confirmed. */
  confirmed: 'PaymentIntent' | 'SetupIntent'
}

/**
 * The mandate under which a bank account is debited: the one that is named, the one accepted now, or the one that
 * the holder gave when the account was saved. A page shows the text itself, so that its requests imply consent.
 *
 * @throws {StripeError} when nobody consented
 */
export function acceptMandate(context: Context, wish: MandateWish): Mandate {
  const { method, data, mandateId } = wish
  if (mandateId !== undefined) {
    const named = context.get('mandate', mandateId, 'mandate')
    if (named.payment_method === method.id && named.status !== 'inactive') return named
    throw invalidRequest({
      message: `The mandate ${mandateId} cannot be used for this payment method.`,
      param: 'mandate',
    })
  }
  const acceptance = data ? data.customer_acceptance : undefined
  if (acceptance) return createMandate(context, wish, acceptance)
  const earlier = context.state.table('mandate').where('payment_method', method.id).findLast(isReusable)
  if (earlier) return earlier
  if (context.isBrowser) return createMandate(context, wish, { type: 'online', online: { ip_address: '127.0.0.1' } })
  const message = `This ${wish.confirmed} requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.`
  throw invalidRequest({ message, param: 'mandate_data', code: 'parameter_missing' })
}

const isReusable = ({ type, status }: Mandate): boolean => type === 'multi_use' && status !== 'inactive'

function createMandate(context: Context, wish: MandateWish, acceptance: CustomerAcceptanceParams): Mandate {
  const { method, singleUse } = wish
  const id = createId('mandate')
  const isVerified = context.state.table('card_secret').get(method.id)?.isVerified === true
  return context.state.table('mandate').put<Mandate>({
    id,
    object: 'mandate',
    customer_acceptance: {
      accepted_at: acceptance.accepted_at ?? context.now,
      ...(acceptance.type === 'offline' && { offline: {} }),
      ...(acceptance.type === 'online' && {
        online: {
          ip_address: acceptance.online?.ip_address ?? null,
          user_agent: acceptance.online?.user_agent ?? null,
        },
      }),
      type: acceptance.type,
    },
    livemode: false,
    ...(singleUse ? { single_use: singleUse } : { multi_use: {} }),
    payment_method: method.id,
    payment_method_details:
      method.type === 'sepa_debit'
        ? {
            type: 'sepa_debit',
            sepa_debit: { reference: randomText(16).toUpperCase(), url: `${context.url}/mandates/${id}` },
          }
        : { type: 'us_bank_account', us_bank_account: {} },
    status: isVerified ? 'active' : 'pending',
    type: singleUse ? 'single_use' : 'multi_use',
  })
}

/** The account behind it was verified. */
export function activateMandate(context: Context, mandateId: string): void {
  const before = context.get('mandate', mandateId)
  if (before.status !== 'pending') return
  const active = context.state.table('mandate').put<Mandate>({ ...before, status: 'active' })
  context.emit({ type: 'mandate.updated', object: active, before })
}
