import { createId } from '../../state/create-id.ts'
import { buildAddress, buildShipping, orNull, type Address, type AddressParams } from '../shared/address.ts'
import type { Shipping, ShippingParams } from '../shared/address.ts'
import { mergeMetadata, type Metadata, type MetadataParams } from '../shared/metadata.ts'

export interface Customer {
  id: string
  object: 'customer'
  address: Address | null
  balance: number
  business_name?: string
  created: number
  currency: string | null
  customer_account: null
  default_source: null
  delinquent: boolean
  description: string | null
  discount: null
  email: string | null
  individual_name?: string
  invoice_prefix: string
  invoice_settings: {
    custom_fields: { name: string; value: string }[] | null
    default_payment_method: string | null
    footer: string | null
    rendering_options: { amount_tax_display: string | null; template: string | null } | null
  }
  livemode: false
  metadata: Metadata
  name: string | null
  next_invoice_sequence: number
  phone: string | null
  preferred_locales: string[]
  shipping: Shipping | null
  tax_exempt: string
  test_clock: null
}

/** What is left of a customer: payments keep pointing at it. */
export interface DeletedCustomer {
  id: string
  object: 'customer'
  deleted: true
}

export interface CustomerParams {
  address?: AddressParams | ''
  balance?: number
  business_name?: string
  description?: string
  email?: string
  individual_name?: string
  invoice_prefix?: string
  invoice_settings?: {
    custom_fields?: { name: string; value: string }[] | ''
    default_payment_method?: string
    footer?: string
  }
  metadata?: MetadataParams
  name?: string
  next_invoice_sequence?: number
  phone?: string
  preferred_locales?: string[]
  shipping?: ShippingParams | ''
  tax_exempt?: string
}

export function buildCustomer(params: CustomerParams, now: number): Customer {
  const id = createId('cus')
  const blank: Customer = {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
  return changeCustomer(blank, params)
}

/** Only what is named changes; `""` unsets. */
export function changeCustomer(customer: Customer, params: CustomerParams): Customer {
  const text = (given: string | undefined, before: string | null) => (given === undefined ? before : orNull(given))
  return {
    ...customer,
    address:
      params.address === undefined ? customer.address : params.address === '' ? null : buildAddress(params.address),
    balance: params.balance ?? customer.balance,
    ...(params.business_name === undefined ? {} : { business_name: params.business_name }),
    description: text(params.description, customer.description),
    email: text(params.email, customer.email),
    ...(params.individual_name === undefined ? {} : { individual_name: params.individual_name }),
    invoice_prefix: params.invoice_prefix ?? customer.invoice_prefix,
    invoice_settings: changeInvoiceSettings(customer.invoice_settings, params.invoice_settings),
    metadata: mergeMetadata(customer.metadata, params.metadata),
    name: text(params.name, customer.name),
    next_invoice_sequence: params.next_invoice_sequence ?? customer.next_invoice_sequence,
    phone: text(params.phone, customer.phone),
    preferred_locales: params.preferred_locales ?? customer.preferred_locales,
    shipping: params.shipping === undefined ? customer.shipping : buildShipping(params.shipping),
    tax_exempt: params.tax_exempt === '' ? 'none' : (params.tax_exempt ?? customer.tax_exempt),
  }
}

function changeInvoiceSettings(
  before: Customer['invoice_settings'],
  params: CustomerParams['invoice_settings'] = {},
): Customer['invoice_settings'] {
  const { custom_fields: fields, default_payment_method: method, footer } = params
  return {
    ...before,
    custom_fields: fields === undefined ? before.custom_fields : fields === '' ? null : fields,
    default_payment_method: method === undefined ? before.default_payment_method : orNull(method),
    footer: footer === undefined ? before.footer : orNull(footer),
  }
}
