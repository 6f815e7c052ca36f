import type { PaymentContext } from '../context.ts'
import type { SetupSnapshot } from '../stripe/setup-snapshot.ts'
import { keepMethod } from './keep-method.ts'
import { moveSetup } from './setup-rows.ts'

/**
 * Moves a setup to where Stripe says that it is; what it has saved is kept first, and a repeat after a crash in between
 * finds it there. The event, if one brought the news, is closed in the commit that moves the setup.
 *
 * @returns whether the setup moved
 * @throws when the setup changed meanwhile, so that the news may be old; the event stays open
 */
export async function applySetup(
  ctx: PaymentContext,
  setup: { id: string; version: number },
  { news, eventId }: { news: SetupSnapshot; eventId: string | null },
): Promise<boolean> {
  const { method, microdeposits } = news
  const result = await ctx.db.first(moveSetup, {
    merchantId: ctx.merchantId,
    setupId: setup.id,
    seenVersion: setup.version,
    status: news.status,
    stripeSetupIntentId: news.id,
    methodType: method?.type ?? null,
    methodBrand: method?.brand ?? null,
    methodLast4: method?.last4 ?? null,
    microdepositKind: microdeposits?.kind ?? null,
    microdepositsAt: microdeposits?.arriveAt ?? null,
    failure: news.failure,
    savedMethodId: news.status === 'succeeded' ? await keepSaved(ctx, news) : null,
    eventId,
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  const isLeftOpen = eventId !== null && result?.closed === 0
  if (isLeftOpen) throw new Error(`setup ${setup.id} changed while Stripe was asked about it`)
  return (result?.moved ?? 0) > 0
}

async function keepSaved(ctx: PaymentContext, news: SetupSnapshot): Promise<string> {
  const { method, stripeCustomerId, mandateId } = news
  const kept = method && stripeCustomerId ? await keepMethod(ctx, { method, stripeCustomerId, mandateId }) : undefined
  if (!kept?.savedMethodId) throw new Error(`${news.id} has succeeded and names no method of a customer of ours`)
  return kept.savedMethodId
}
