import type { PaymentIntent } from './payment-intent.ts'

const shown = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
] as const satisfies readonly (keyof PaymentIntent)[]

/** What a publishable key may see: no metadata, no customer, no charge. */
export const presentToBrowser = (intent: PaymentIntent): Pick<PaymentIntent, (typeof shown)[number]> =>
  // The keys are a literal list of the intent's own.
  Object.fromEntries(shown.map((key) => [key, intent[key]])) as Pick<PaymentIntent, (typeof shown)[number]>
