export interface Address {
  city: string | null
  country: string | null
  line1: string | null
  line2: string | null
  postal_code: string | null
  state: string | null
}

export type AddressParams = Partial<Record<keyof Address, string>>

export interface BillingDetails {
  address: Address | null
  email: string | null
  name: string | null
  phone: string | null
  tax_id: string | null
}

export interface BillingDetailsParams {
  address?: AddressParams | ''
  email?: string
  name?: string
  phone?: string
  tax_id?: string
}

export interface Shipping {
  address?: Address
  carrier?: string | null
  name?: string
  phone?: string | null
  tracking_number?: string | null
}

export interface ShippingParams {
  address?: AddressParams
  carrier?: string
  name?: string
  phone?: string
  tracking_number?: string
}

/** `undefined` and `""` both mean that there is none. */
export const orNull = (text: string | undefined | null): string | null =>
  text === undefined || text === '' ? null : (text ?? null)

export function buildAddress(params: AddressParams | '' | undefined): Address {
  const given = params === '' || params === undefined ? {} : params
  return {
    city: orNull(given.city),
    country: orNull(given.country),
    line1: orNull(given.line1),
    line2: orNull(given.line2),
    postal_code: orNull(given.postal_code),
    state: orNull(given.state),
  }
}

export function buildBillingDetails(params: BillingDetailsParams = {}): BillingDetails {
  return {
    address: buildAddress(params.address),
    email: orNull(params.email),
    name: orNull(params.name),
    phone: orNull(params.phone),
    tax_id: orNull(params.tax_id),
  }
}

export function buildShipping(params: ShippingParams | '' | undefined): Shipping | null {
  if (params === '' || params === undefined) return null
  return {
    address: buildAddress(params.address),
    carrier: orNull(params.carrier),
    ...(params.name === undefined ? {} : { name: params.name }),
    phone: orNull(params.phone),
    tracking_number: orNull(params.tracking_number),
  }
}
