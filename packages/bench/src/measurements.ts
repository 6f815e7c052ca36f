import type { Measurement } from './measurement.ts'
import { measureFramework } from './measurements/framework.ts'
import { measureApplied } from './measurements/applied.ts'
import { measureHistory } from './measurements/history.ts'
import { measurePayment } from './measurements/payment.ts'
import { measureReceipts } from './measurements/receipts.ts'
import { measureRepeat } from './measurements/repeat.ts'
import { measureSize } from './measurements/size.ts'
import { measureWebhook } from './measurements/webhook.ts'

/** All there are, by the names that `--only` takes. */
export const measurements: Readonly<Record<string, Measurement>> = {
  payment: measurePayment,
  repeat: measureRepeat,
  webhook: measureWebhook,
  applied: measureApplied,
  history: measureHistory,
  receipts: measureReceipts,
  framework: measureFramework,
  size: measureSize,
}
