import { nullable, text } from '@azora/db/column'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'

/** The parameters by which a statement takes over a method. */
export const methodColumns = { methodType: nullable(text), methodBrand: nullable(text), methodLast4: nullable(text) }

/** Writes the method that `methodColumns` names onto the payment; without one, the payment keeps what it has. */
export const adoptMethod = `
  method_type = coalesce($methodType, payment.method_type),
  method_brand = case when $methodType is null then payment.method_brand else $methodBrand end,
  method_last4 = case when $methodType is null then payment.method_last4 else $methodLast4 end`

export const methodParams = (method: IntentSnapshot['method'] | undefined) => ({
  methodType: method?.type ?? null,
  methodBrand: method?.brand ?? null,
  methodLast4: method?.last4 ?? null,
})
