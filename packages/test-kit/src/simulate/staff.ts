import { cancelPayment } from '@azora/payments-core/payment/cancel-payment'
import { capturePayment } from '@azora/payments-core/payment/capture-payment'
import { approveRefund } from '@azora/payments-core/refund/approve-refund'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import { rejectRefund } from '@azora/payments-core/refund/reject-refund'
import { personas } from '../create-world.ts'
import type { Scene } from './scene.ts'
import type { Told } from './told.ts'

const desks = ['support', 'admin'] as const
type Persona = (typeof desks)[number]

const handled = new Set(['succeeded', 'requires_capture'])

/**
 * Staff hear of a payment: some give money back, take or let go what the card holds, decide what the other asked for. Several
 * do so at once and know nothing of each other; some try their luck with what is not paid.
 */
export function callStaff(scene: Scene, { paymentId, status }: Told): void {
  const { random, comes } = scene
  if (!paymentId || !(handled.has(status ?? '') || random.chance(0.1))) return
  for (let count = random.below(4); count > 0; count -= 1) {
    const persona = random.pick(desks)
    comes(persona, () => handle(scene, { persona, paymentId, isHeld: status === 'requires_capture' }))
  }
}

async function handle(
  scene: Scene,
  { persona, paymentId, isHeld }: { persona: Persona; paymentId: string; isHeld: boolean },
): Promise<void> {
  const { random, ask } = scene
  const requestId = random.uuid()
  const caller = personas[persona]
  await scene.stage.pause('thinks')
  if (isHeld) {
    const isTaken = random.chance(0.7)
    const amountMinor = random.chance(0.5) ? { amountMinor: 500 + random.below(1_000) } : {}
    return insist(scene, () =>
      isTaken
        ? ask(caller, 'captures', (ctx) => capturePayment(ctx, { requestId, paymentId, ...amountMinor }))
        : ask(caller, 'cancels', (ctx) => cancelPayment(ctx, { requestId, paymentId })),
    )
  }
  const amountMinor = random.chance(0.6) ? { amountMinor: 100 + random.below(2_400) } : {}
  return insist(scene, async () => {
    const refund = await ask(caller, `gives back ${amountMinor.amountMinor ?? 'all'}`, (ctx) =>
      createRefund(ctx, { requestId, paymentId, ...amountMinor }),
    )
    if (refund?.status === 'requires_approval') await decide(scene, refund.id)
    return refund
  })
}

async function decide(scene: Scene, refundId: string): Promise<void> {
  const { random, ask, stage } = scene
  const requestId = random.uuid()
  const isApproved = random.chance(0.7)
  await stage.pause('waits for a second person')
  await insist(scene, () =>
    isApproved
      ? ask(personas.admin2, 'approves', (ctx) => approveRefund(ctx, { requestId, refundId }))
      : ask(personas.admin2, 'rejects', (ctx) => rejectRefund(ctx, { requestId, refundId })),
  )
}

/** Asks again under the same id until somebody answers, or they have had enough. */
async function insist({ random, stage }: Scene, send: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) {
    if (await send()) return
    if (random.chance(0.2)) return
    await stage.pause('thinks again')
  }
}
