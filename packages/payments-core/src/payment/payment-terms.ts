import type { ProcessPayment } from '@azora/contract/payment'

/** What can be said of a payment at its birth and never changes afterwards. */
type PaymentTerms = Pick<ProcessPayment, 'description' | 'metadata' | 'captureMethod' | 'statementDescriptorSuffix'>

/** As part of what a request id is bound to. */
export const meaningOfTerms = (terms: PaymentTerms) => ({
  description: terms.description,
  metadata: terms.metadata ?? {},
  captureMethod: terms.captureMethod === 'manual' ? terms.captureMethod : undefined,
  statementDescriptorSuffix: terms.statementDescriptorSuffix,
})

/** As parameters of the statement that writes the payment. */
export const termParams = (terms: PaymentTerms) => ({
  description: terms.description ?? null,
  metadata: terms.metadata ?? {},
  captureMethod: terms.captureMethod ?? 'automatic',
  statementDescriptorSuffix: terms.statementDescriptorSuffix ?? null,
})
