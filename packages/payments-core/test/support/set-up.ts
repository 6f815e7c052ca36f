import { randomUUID } from 'node:crypto'
import type { MethodSetup, SavedMethod, StartedSetup } from '@azora/contract/payment-method'
import { listMethods } from '@azora/payments-core/method/list-methods'
import { setUpMethod } from '@azora/payments-core/method/set-up-method'
import type { World } from '@azora/test-kit/create-world'
import { askStripe } from './ask-stripe.ts'

type Shopper = 'shopper' | 'shopper2'

export const begin = (world: World, persona: Shopper = 'shopper', requestId = randomUUID()): Promise<StartedSetup> =>
  setUpMethod(world.as(persona), { requestId })

export const idIn = (clientSecret: string | null): string => String(clientSecret?.split('_secret_')[0])

/** What the page does with the client secret. */
export const confirm = (world: World, { clientSecret }: StartedSetup, form: Record<string, string>) =>
  askStripe(world, `setup_intents/${idIn(clientSecret)}/confirm`, { return_url: 'http://shop.test', ...form })

/** A setup that a page has taken to its end: by Stripe's name of a test method. */
export async function save(world: World, name: string, persona: Shopper = 'shopper'): Promise<MethodSetup> {
  const started = await begin(world, persona)
  await confirm(world, started, { payment_method: name })
  await world.settle()
  return started.setup
}

export const methodsOf = async (world: World, persona: Shopper = 'shopper'): Promise<SavedMethod[]> =>
  (await listMethods(world.as(persona))).methods
