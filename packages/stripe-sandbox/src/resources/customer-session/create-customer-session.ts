import { missingParameter } from '../../contract/compile-params.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import { randomText } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerSession, CustomerSessionComponents } from './customer-session.ts'

type Given<Component> = Component extends { features: infer Features }
  ? { enabled: boolean; features?: Partial<NonNullable<Features>> }
  : { enabled: boolean }

export interface CreateCustomerSession {
  components: { [Name in keyof CustomerSessionComponents]?: Given<CustomerSessionComponents[Name]> }
  customer?: string
}

const lifetimeSeconds = 30 * 60

/** @throws {StripeError} resource_missing; when no component is enabled */
export function createCustomerSession(context: Context, params: CreateCustomerSession): CustomerSession {
  if (params.customer === undefined) throw missingParameter('customer')
  const customer = findCustomer(context, params.customer, 'customer')
  if (!Object.values(params.components).some(({ enabled }) => enabled)) {
    throw invalidRequest({ message: 'At least one component must be enabled.', param: 'components' })
  }
  const session: CustomerSession = {
    object: 'customer_session',
    client_secret: `cuss_secret_${randomText(48)}`,
    components: buildComponents(params.components),
    created: context.now,
    customer: customer.id,
    customer_account: null,
    expires_at: context.now + lifetimeSeconds,
    livemode: false,
  }
  context.state.table('customer_session').put({ id: session.client_secret, session })
  return session
}

/** Stripe's defaults: what a shop did not switch on is off, and only methods kept for display are shown. */
function buildComponents(given: CreateCustomerSession['components']): CustomerSessionComponents {
  const { customer_sheet: sheet, mobile_payment_element: mobile, payment_element: element } = given
  const off = { enabled: false }
  return {
    active_entitlements: given.active_entitlements ?? off,
    buy_button: given.buy_button ?? off,
    customer_portal: given.customer_portal ?? off,
    customer_sheet: {
      enabled: sheet?.enabled ?? false,
      features: sheet?.enabled
        ? {
            payment_method_allow_redisplay_filters: ['always'],
            payment_method_remove: 'enabled',
            ...sheet.features,
          }
        : null,
    },
    mobile_payment_element: {
      enabled: mobile?.enabled ?? false,
      features: mobile?.enabled
        ? {
            payment_method_allow_redisplay_filters: ['always'],
            payment_method_redisplay: 'disabled',
            payment_method_remove: 'disabled',
            payment_method_save: 'disabled',
            payment_method_save_allow_redisplay_override: null,
            ...mobile.features,
          }
        : null,
    },
    payment_element: {
      enabled: element?.enabled ?? false,
      features: element?.enabled
        ? {
            payment_method_allow_redisplay_filters: ['always'],
            payment_method_redisplay: 'disabled',
            payment_method_redisplay_limit: 3,
            payment_method_remove: 'disabled',
            payment_method_save: 'disabled',
            payment_method_save_usage: null,
            ...element.features,
          }
        : null,
    },
    pricing_table: given.pricing_table ?? off,
  }
}
