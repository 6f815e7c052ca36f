import type { RefusalReason } from '@azora/contract/refusal-reason'
import { Refusal } from '@azora/payments-core/refusal'
import { expect } from 'vitest'

/** Matches a `Refusal` with exactly this reason: `await expect(call).rejects.toThrow(refused({ code: … }))`. */
export const refused = (reason: RefusalReason): Error =>
  // An asymmetric matcher, which `toThrow` takes where its type asks for an error.
  expect.objectContaining({ name: 'Refusal', reason }) as unknown as Refusal
