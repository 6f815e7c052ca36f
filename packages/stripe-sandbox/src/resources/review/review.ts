export interface Review {
  id: string
  object: 'review'
  billing_zip: string | null
  charge: string
  closed_reason: ReviewEnd | null
  created: number
  ip_address: null
  ip_address_location: null
  livemode: false
  open: boolean
  opened_reason: 'manual' | 'rule'
  payment_intent: string
  /** Why it was opened while it is open, then why it was closed. */
  reason: ReviewEnd | 'manual' | 'rule'
  session: null
}

export type ReviewEnd = 'approved' | 'disputed' | 'refunded' | 'refunded_as_fraud'
