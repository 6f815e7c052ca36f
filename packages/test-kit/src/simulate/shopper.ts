import type { ProcessedPayment, ProcessPayment } from '@azora/contract/payment'
import type { Caller } from '@azora/payments-core/context'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { answerBank, cards, intentOf } from '../crash/scenario/acts.ts'
import type { Ask, Scene } from './scene.ts'
import { callStaff } from './staff.ts'
import type { Told } from './told.ts'

/** Buys one or two things, as people do: asks again when no answer comes, clicks twice, tries another card, walks away. */
export async function shop(scene: Scene, caller: Caller): Promise<void> {
  const { random, ask } = scene
  const buys = 1 + random.below(2)
  for (let buy = 0; buy < buys; buy += 1) {
    const wish: Told = { subject: caller.subject, paymentId: null, status: null, isUnderWay: true }
    scene.wishes.push(wish)
    const askMe: Ask = (what, work) => ask(caller, what, work)
    await buyOnce({ ...scene, ask: askMe, all: scene }, wish)
  }
}

/** The scene as one shopper has it: whatever they ask is asked in their name. */
type OneScene = Omit<Scene, 'ask'> & { ask: Ask; all: Scene }

async function buyOnce(scene: OneScene, wish: Told): Promise<void> {
  const { world, random } = scene
  const cart = world.cart('usd', 1 + random.below(3))
  const captureMethod = random.chance(0.2) ? ('manual' as const) : ('automatic' as const)
  for (let tries = 0; tries < 3; tries += 1) {
    const card = cards[random.weigh({ good: 6, declined: 2, asks: 2 })]
    const requestId = random.uuid()
    wish.isUnderWay = true
    const paymentId = tries > 0 && wish.paymentId ? { paymentId: wish.paymentId } : {}
    await submit(scene, wish, { requestId, cart, captureMethod, card, ...paymentId })
    if (wish.status === 'requires_action') await answer(scene, wish)
    // Without an answer nobody pays for the same again under another name.
    if (wish.status !== 'requires_payment_method' || random.chance(0.4)) break
  }
  await look(scene, wish)
}

/** Sends the order, twice at once by a double click, and again under the same id for as long as nobody answers. */
async function submit(
  scene: OneScene,
  wish: Told,
  { card, ...order }: Omit<ProcessPayment, 'confirmationTokenId'> & { card: string },
): Promise<void> {
  const { world, random, ask, stage } = scene
  // Each time with a fresh token, as of a page that was loaded anew.
  const send = () =>
    ask(`pays with ${card.slice(-4)}`, (ctx) =>
      processPayment(ctx, { ...order, confirmationTokenId: world.stripe.confirmationToken({ card }).id }),
    )
  for (let tries = 0; tries < 5; tries += 1) {
    await stage.pause('thinks')
    const answers = await Promise.all(random.chance(0.15) ? [send(), send()] : [send()])
    const [answer] = answers.flatMap((given) => (given ? [given] : []))
    if (answer) return hear(scene, wish, answer.payment)
    if (random.chance(0.1)) return
  }
}

function hear(scene: OneScene, wish: Told, { id, status }: ProcessedPayment['payment']): void {
  const isNews = wish.status !== status
  wish.paymentId = id
  wish.status = status
  wish.isUnderWay = status === 'requires_action' || status === 'processing'
  if (isNews) callStaff(scene.all, wish)
}

/** Does what the bank asks for, or not. */
async function answer(scene: OneScene, wish: Told): Promise<void> {
  const { world, random, stage } = scene
  if (!wish.paymentId) return
  await stage.pause('reads what the bank asks')
  if (random.chance(0.2)) return
  answerBank(world, intentOf(world, wish.paymentId))
  await look(scene, wish)
}

/** The page looks what has become of it, a few times. */
async function look(scene: OneScene, wish: Told): Promise<void> {
  const { random, ask, stage } = scene
  for (let looks = random.below(8); looks > 0; looks -= 1) {
    const { paymentId } = wish
    if (!paymentId) return
    await stage.pause('looks')
    const payment = await ask('looks at the payment', (ctx) => getPayment(ctx, { paymentId }))
    if (payment) hear(scene, wish, payment)
  }
}
