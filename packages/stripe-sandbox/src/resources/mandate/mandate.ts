export interface CustomerAcceptanceParams {
  accepted_at?: number
  offline?: Record<string, never>
  online?: { ip_address?: string; user_agent?: string }
  type: 'offline' | 'online'
}

/** What a request says of the holder's consent. */
export type MandateData = { customer_acceptance?: CustomerAcceptanceParams } | ''

/** The holder's consent to be debited. */
export interface Mandate {
  id: string
  object: 'mandate'
  customer_acceptance: {
    accepted_at: number | null
    offline?: Record<string, never>
    online?: { ip_address: string | null; user_agent: string | null }
    type: 'offline' | 'online'
  }
  livemode: false
  multi_use?: Record<string, never>
  payment_method: string
  payment_method_details:
    | { type: 'sepa_debit'; sepa_debit: { reference: string; url: string } }
    | { type: 'us_bank_account'; us_bank_account: Record<string, never> }
  single_use?: { amount: number; currency: string }
  status: 'active' | 'inactive' | 'pending'
  type: 'multi_use' | 'single_use'
}
