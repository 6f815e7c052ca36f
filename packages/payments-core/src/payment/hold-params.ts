import { int8, nullable, timestamptz } from '@azora/db/column'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'

/** The parameters by which a statement notes what is held, beside a status that may be `requires_capture`. */
export const holdColumns = { capturableMinor: int8, captureBefore: nullable(timestamptz) }

export const holdParams = (intent: Pick<IntentSnapshot, 'status' | 'amountCapturableMinor' | 'captureBefore'> | null) =>
  intent?.status === 'requires_capture'
    ? { capturableMinor: intent.amountCapturableMinor, captureBefore: intent.captureBefore }
    : { capturableMinor: 0, captureBefore: null }
