import { missingParameter } from '../../contract/compile-params.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { readCard, tokenizeNamedCard, type PaymentMethodParams } from '../payment-method/create-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { buildAddress, buildBillingDetails, orNull, type ShippingParams } from '../shared/address.ts'
import type { ConfirmationToken } from './confirmation-token.ts'

export interface CreateConfirmationToken {
  mandate_data?: { customer_acceptance: object }
  payment_method?: string
  payment_method_data?: PaymentMethodParams
  payment_method_options?: object
  return_url?: string
  setup_future_usage?: 'off_session' | 'on_session'
  shipping?: ShippingParams
  use_stripe_sdk?: boolean
}

const buildTokenShipping = ({ address, name, phone }: ShippingParams): ConfirmationToken['shipping'] => ({
  address: buildAddress(address),
  name: name ?? '',
  phone: orNull(phone),
})

const lifetimeSeconds = 12 * 3600

/** What the shopper typed, for one confirmation within twelve hours. @throws {StripeError} what `tokenizeCard` throws */
export function createConfirmationToken(context: Context, params: CreateConfirmationToken): ConfirmationToken {
  const { name, preview, methodId } = readMethod(context, params)
  const token = context.state.table('confirmation_token').put<ConfirmationToken>({
    id: createId('ctoken'),
    object: 'confirmation_token',
    created: context.now,
    expires_at: context.now + lifetimeSeconds,
    livemode: false,
    mandate_data: params.mandate_data ?? null,
    metadata: null,
    payment_intent: null,
    payment_method_options: params.payment_method_options ?? null,
    payment_method_preview: preview,
    return_url: params.return_url ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    setup_intent: null,
    shipping: params.shipping ? buildTokenShipping(params.shipping) : null,
    use_stripe_sdk: params.use_stripe_sdk ?? false,
  })
  context.state.table('card_secret').put({
    id: token.id,
    card: name,
    isSetUp: false,
    isUsedUp: false,
    ...(methodId !== undefined && { methodId }),
  })
  return token
}

interface MethodOfToken {
  name: string
  methodId?: string
  preview: ConfirmationToken['payment_method_preview']
}

function readMethod(context: Context, params: CreateConfirmationToken): MethodOfToken {
  const { payment_method: id, payment_method_data: data } = params
  if (id !== undefined) return readExisting(context, id, data)
  if (data === undefined) throw missingParameter('payment_method_data')
  if (data.type !== undefined && data.type !== 'card') {
    const message = `The sandbox offers payment methods of type card, not ${data.type}.`
    throw invalidRequest({ message, param: 'payment_method_data[type]' })
  }
  if (data.card === undefined) throw missingParameter('payment_method_data[card]')
  const { name, card } = readCard(context, data.card)
  return { name, preview: previewOf({ ...data, card, billing_details: buildBillingDetails(data.billing_details) }) }
}

/** A saved method, or a test name such as `pm_card_visa`. */
function readExisting(context: Context, id: string, data: PaymentMethodParams | undefined): MethodOfToken {
  const named = id.startsWith('pm_card_') ? tokenizeNamedCard(context, id.slice('pm_card_'.length)) : undefined
  if (named) {
    return {
      name: named.name,
      preview: previewOf({ card: named.card, billing_details: buildBillingDetails(data?.billing_details) }),
    }
  }
  const method = context.get('payment_method', id, 'payment_method')
  const secret = context.state.table('card_secret').get(id)
  return { name: secret?.card ?? '', methodId: id, preview: previewOf(method) }
}

function previewOf(
  method: Pick<PaymentMethod, 'card' | 'billing_details'> & { allow_redisplay?: PaymentMethod['allow_redisplay'] },
): ConfirmationToken['payment_method_preview'] {
  return {
    allow_redisplay: method.allow_redisplay ?? 'unspecified',
    billing_details: method.billing_details,
    card: method.card,
    customer: null,
    customer_account: null,
    type: 'card',
  }
}
