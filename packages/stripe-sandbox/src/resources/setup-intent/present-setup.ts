import type { Context } from '../context.ts'
import type { SetupIntent } from './setup-intent.ts'

/** What a publishable key may see is less: no metadata, no customer, no mandate, no attempts. */
export function presentSetup(context: Context, intent: SetupIntent): object {
  if (!context.isBrowser) return intent
  const { customer: _c, latest_attempt: _a, mandate: _m, metadata: _d, single_use_mandate: _s, ...shown } = intent
  return shown
}
