import type { RefusalReason } from '@azora/contract/refusal-reason'
import { expect } from 'vitest'

/** Matches a `Refusal` with exactly this reason: `await expect(call).rejects.toThrow(refused({ code: … }))`. */
export const refused = (reason: RefusalReason): Error => expect.objectContaining({ name: 'Refusal', reason })
