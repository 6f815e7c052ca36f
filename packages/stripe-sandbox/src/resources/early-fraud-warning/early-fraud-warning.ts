import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'

export interface EarlyFraudWarning {
  id: string
  object: 'radar.early_fraud_warning'
  /** Whether a refund may still prevent a dispute. */
  actionable: boolean
  charge: string
  created: number
  fraud_type: 'made_with_stolen_card'
  livemode: false
  payment_intent: string
}

/** The network believes that a charge is fraud, usually days before its holder disputes it. Once for a charge. */
export function warnOfFraud(context: Context, chargeId: string): EarlyFraudWarning | undefined {
  const charge = context.get('charge', chargeId)
  const table = context.state.table('radar.early_fraud_warning')
  if (!charge.paid || table.where('charge', chargeId).length > 0) return undefined
  const warning = table.put<EarlyFraudWarning>({
    id: createId('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: chargeId,
    created: context.now,
    fraud_type: 'made_with_stolen_card',
    livemode: false,
    payment_intent: charge.payment_intent,
  })
  context.emit({ type: 'radar.early_fraud_warning.created', object: warning })
  return warning
}

/** The charge was refunded in full or disputed: there is nothing left to do about a warning. */
export function warnIsOver(context: Context, chargeId: string): void {
  const table = context.state.table('radar.early_fraud_warning')
  for (const before of table.where('charge', chargeId)) {
    if (!before.actionable) continue
    const warning = table.put<EarlyFraudWarning>({ ...before, actionable: false })
    context.emit({ type: 'radar.early_fraud_warning.updated', object: warning, before })
  }
}
