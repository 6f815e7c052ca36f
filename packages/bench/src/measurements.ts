import type { Measurement } from './measurement.ts'
import { measureFramework } from './measurements/framework.ts'
import { measureWebhook } from './measurements/webhook.ts'

/** All there are, by the names that `--only` takes. */
export const measurements: Readonly<Record<string, Measurement>> = {
  webhook: measureWebhook,
  framework: measureFramework,
}
