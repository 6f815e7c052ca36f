import type { UnknownRecord } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import type { StripeError } from '../../wire/stripe-error.ts'
import type { CheckedField } from '../form-fields.ts'

export type MethodType = 'card' | 'sepa_debit' | 'us_bank_account'

/** The fields of one payment method type in the Payment Element. */
export interface MethodForm {
  readonly type: MethodType
  readonly label: string
  readonly root: HTMLElement
  readonly isEmpty: boolean
  apply(setup: FrameSetup): void
  /** The fields that are asked for now. */
  checked(): CheckedField[]
  /** As parameters of `/v1/payment_methods`. */
  data(): UnknownRecord
  fillTest(value: string): void
  showDecline(error: StripeError): void
}
