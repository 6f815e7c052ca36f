import type { Payment, ProcessPayment } from '@azora/contract/payment'
import type { Caller } from '@azora/payments-core/context'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { answerBank, cards, intentOf } from '../crash/scenario/acts.ts'
import type { Scene } from './scene.ts'
import { callStaff } from './staff.ts'
import type { Told } from './told.ts'

/** One shopper who wishes for one thing. */
interface Shopping {
  scene: Scene
  caller: Caller
  wish: Told
}

/** Buys one or two things, as people do: asks again when no answer comes, clicks twice, tries another card, walks away. */
export async function shop(scene: Scene, caller: Caller): Promise<void> {
  const buys = 1 + scene.random.below(2)
  for (let buy = 0; buy < buys; buy += 1) {
    const wish: Told = { subject: caller.subject, paymentId: null, status: null, isUnderWay: true }
    scene.wishes.push(wish)
    await buyOnce({ scene, caller, wish })
  }
}

async function buyOnce(shopping: Shopping): Promise<void> {
  const { scene, wish } = shopping
  const { world, random } = scene
  const cart = world.cart('usd', 1 + random.below(3))
  const captureMethod = random.chance(0.2) ? ('manual' as const) : ('automatic' as const)
  for (let tries = 0; tries < 3; tries += 1) {
    const card = cards[random.weigh({ good: 6, declined: 2, asks: 2 })]
    const requestId = random.uuid()
    wish.isUnderWay = true
    const paymentId = wish.paymentId ? { paymentId: wish.paymentId } : {}
    await submit(shopping, { requestId, cart, captureMethod, card, ...paymentId })
    if (wish.status === 'requires_action') await answer(shopping)
    // Without an answer nobody pays for the same again under another name.
    if (wish.status !== 'requires_payment_method' || random.chance(0.4)) break
  }
  await look(shopping)
}

/** Sends the order, twice at once by a double click, and again under the same id for as long as nobody answers. */
async function submit(
  shopping: Shopping,
  { card, ...order }: Omit<ProcessPayment, 'confirmationTokenId'> & { card: string },
): Promise<void> {
  const { scene, caller } = shopping
  const { world, random, ask, stage } = scene
  // Each time with a fresh token, as of a page that was loaded anew.
  const send = () =>
    ask(caller, `pays with ${card.slice(-4)}`, (ctx) =>
      processPayment(ctx, { ...order, confirmationTokenId: world.stripe.confirmationToken({ card }).id }),
    )
  for (let tries = 0; tries < 5; tries += 1) {
    await stage.pause('thinks')
    const answers = await Promise.all(random.chance(0.15) ? [send(), send()] : [send()])
    const answer = answers.find((given) => given !== undefined)
    if (answer) return hear(shopping, answer.payment)
    if (random.chance(0.1)) return
  }
}

function hear({ scene, wish }: Shopping, { id, status }: Payment): void {
  const isNews = wish.status !== status
  wish.paymentId = id
  wish.status = status
  wish.isUnderWay = status === 'requires_action' || status === 'processing'
  if (isNews) callStaff(scene, wish)
}

/** Does what the bank asks for, or not. */
async function answer(shopping: Shopping): Promise<void> {
  const { scene, wish } = shopping
  if (!wish.paymentId) return
  await scene.stage.pause('reads what the bank asks')
  if (scene.random.chance(0.2)) return
  answerBank(scene.world, intentOf(scene.world, wish.paymentId))
  await look(shopping)
}

/** The page looks what has become of it, a few times. */
async function look(shopping: Shopping): Promise<void> {
  const { scene, caller, wish } = shopping
  for (let looks = scene.random.below(8); looks > 0; looks -= 1) {
    const { paymentId } = wish
    if (!paymentId) return
    await scene.stage.pause('looks')
    const payment = await scene.ask(caller, 'looks at the payment', (ctx) => getPayment(ctx, { paymentId }))
    if (payment) hear(shopping, payment)
  }
}
