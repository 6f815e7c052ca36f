interface Switch {
  enabled: boolean
}

export type Redisplay = 'always' | 'limited' | 'unspecified'
type Allowed = 'disabled' | 'enabled'

export interface PaymentElementFeatures {
  payment_method_allow_redisplay_filters: Redisplay[]
  payment_method_redisplay: Allowed
  payment_method_redisplay_limit: number | null
  payment_method_remove: Allowed
  payment_method_save: Allowed
  payment_method_save_usage: 'off_session' | 'on_session' | null
}

export interface CustomerSheetFeatures {
  payment_method_allow_redisplay_filters: Redisplay[] | null
  payment_method_remove: Allowed | null
}

export interface MobileElementFeatures {
  payment_method_allow_redisplay_filters: Redisplay[] | null
  payment_method_redisplay: Allowed | null
  payment_method_remove: Allowed | null
  payment_method_save: Allowed | null
  payment_method_save_allow_redisplay_override: Redisplay | null
}

export interface CustomerSessionComponents {
  active_entitlements: Switch
  buy_button: Switch
  customer_portal: Switch
  customer_sheet: Switch & { features: CustomerSheetFeatures | null }
  mobile_payment_element: Switch & { features: MobileElementFeatures | null }
  payment_element: Switch & { features: PaymentElementFeatures | null }
  pricing_table: Switch
}

/** What a page may show and do for one customer. Stripe gives it no id. */
export interface CustomerSession {
  object: 'customer_session'
  client_secret: string
  components: CustomerSessionComponents
  created: number
  customer: string
  customer_account: null
  expires_at: number
  livemode: false
}

/** A session as it is kept; its id is the client secret. */
export interface CustomerSessionRow {
  id: string
  session: CustomerSession
}
