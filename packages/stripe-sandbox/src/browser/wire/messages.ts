import type { UnknownRecord } from './is-record.ts'
import type { StripeError } from './stripe-error.ts'

/** What an element frame needs to draw itself. `group` are the options of `elements()`, `options` those of `create()`. */
export interface FrameSetup {
  key: string
  stripeAccount: string | undefined
  /** Names the group among all pages of this browser, for frames of one card that are apart. */
  groupId: string
  /** The elements of the group that are mounted now, such as `payment` or `address:billing`. */
  mounted: readonly string[]
  group: UnknownRecord
  options: UnknownRecord
}

/** What the shop's page may ask of a frame; the answer never holds card data. */
export type FrameQuestion = 'submit' | 'getValue' | 'createConfirmationToken' | 'createPaymentMethod' | 'createToken'

export type ToFrame =
  | { kind: 'setup'; setup: FrameSetup }
  | { kind: 'command'; name: 'focus' | 'blur' | 'clear' | 'collapse' }
  | { kind: 'declined'; error: StripeError }
  | { kind: 'question'; id: number; name: FrameQuestion; params: UnknownRecord }

export type FrameAnswer = { value: UnknownRecord; error?: never } | { value?: never; error: StripeError }

export type FromFrame =
  | { kind: 'hello' }
  | { kind: 'ready'; detail: UnknownRecord }
  | { kind: 'height'; heightPx: number }
  | { kind: 'event'; name: string; detail: UnknownRecord }
  | { kind: 'answer'; id: number; answer: FrameAnswer }

/** Between the shop's page and the challenge page inside its modal. */
export type ToChallenge = { kind: 'cancel' }
export type FromChallenge = { kind: 'escape' } | { kind: 'done' }
