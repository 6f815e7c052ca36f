/** A typed card, good for one use. Stripe's public contract leaves tokens out; the shape is that of its documentation. */
export interface Token {
  id: string
  object: 'token'
  card: {
    id: string
    object: 'card'
    address_city: string | null
    address_country: string | null
    address_line1: string | null
    address_line2: string | null
    address_state: string | null
    address_zip: string | null
    brand: string
    country: string | null
    cvc_check: string | null
    exp_month: number
    exp_year: number
    fingerprint: string | null
    funding: string
    last4: string
    metadata: Record<string, string>
    name: string | null
  }
  client_ip: null
  created: number
  livemode: false
  type: 'card'
  used: boolean
}
