import type { Reconciliation } from '@azora/contract/reconciliation'
import type { PaymentContext } from '../context.ts'
import { selectDrifts, selectStanding } from './drift-rows.ts'

const shownAtMost = 50

/** How our books stand against Stripe's: for staff. */
export async function getReconciliation({ db, merchantId }: PaymentContext): Promise<Reconciliation> {
  const [standing, drifts] = await Promise.all([
    db.first(selectStanding, { merchantId }),
    db.all(selectDrifts, { merchantId, limit: shownAtMost }),
  ])
  return {
    comparedUntil: standing?.comparedUntil.toISOString() ?? null,
    provenInSyncAt: standing?.provenInSyncAt?.toISOString() ?? null,
    openCount: standing?.openCount ?? 0,
    drifts: drifts.map(({ drift }) => drift),
  }
}
