import { personas, type World } from '@azora/test-kit/create-world'
import { saveMethod as saveMethodOf } from '@azora/test-kit/save-method'

/** A method that a persona has saved, by Stripe's test name of it; the first is their default. @returns our id of it */
export const saveMethod = (world: World, name: string, persona: 'shopper' | 'shopper2' = 'shopper'): Promise<string> =>
  saveMethodOf(world, name, personas[persona])
