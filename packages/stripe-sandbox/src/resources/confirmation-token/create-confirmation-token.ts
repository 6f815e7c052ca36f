import { missingParameter } from '../../contract/compile-params.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { CustomerAcceptanceParams } from '../mandate/mandate.ts'
import { createNamedPaymentMethod, type PaymentMethodParams } from '../payment-method/create-payment-method.ts'
import { findNamedInstrument, readInstrument } from '../payment-method/instrument.ts'
import { detailsOf, isBankDebit, type MethodDetails, type PaymentMethod } from '../payment-method/payment-method.ts'
import { buildAddress, buildBillingDetails, orNull, type ShippingParams } from '../shared/address.ts'
import type { ConfirmationToken } from './confirmation-token.ts'

export interface CreateConfirmationToken {
  mandate_data?: { customer_acceptance: CustomerAcceptanceParams }
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
    mandate_data: params.mandate_data ?? acceptanceOf(context, preview.type),
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
  const { name, details } = readInstrument(context, { type: 'card', ...data }, 'payment_method_data')
  const billing_details = buildBillingDetails(data.billing_details)
  return { name, preview: previewOf({ ...details, billing_details, allow_redisplay: data.allow_redisplay }) }
}

/** A saved method, or a test name such as `pm_card_visa`. */
function readExisting(context: Context, id: string, data: PaymentMethodParams | undefined): MethodOfToken {
  const named = findNamedInstrument(context, id)
  if (named?.details.type === 'card') {
    const billing_details = buildBillingDetails(data?.billing_details)
    return { name: named.name, preview: previewOf({ ...named.details, billing_details }) }
  }
  const method = createNamedPaymentMethod(context, id) ?? context.get('payment_method', id, 'payment_method')
  const secret = context.state.table('card_secret').get(method.id)
  return { name: secret?.card ?? '', methodId: method.id, preview: previewOf(method) }
}

type Previewed = MethodDetails & {
  billing_details: PaymentMethod['billing_details']
  allow_redisplay?: PaymentMethod['allow_redisplay'] | undefined
}

const previewOf = (method: Previewed): ConfirmationToken['payment_method_preview'] => ({
  allow_redisplay: method.allow_redisplay ?? 'unspecified',
  billing_details: method.billing_details,
  customer: null,
  customer_account: null,
  ...detailsOf(method),
})

/** A page that takes a bank account shows the mandate and notes who accepted it. */
function acceptanceOf(context: Context, type: MethodDetails['type']): ConfirmationToken['mandate_data'] {
  if (!context.isBrowser || !isBankDebit(type)) return null
  const online = { ip_address: '127.0.0.1', user_agent: 'Stripe sandbox' }
  return { customer_acceptance: { type: 'online', online } }
}
