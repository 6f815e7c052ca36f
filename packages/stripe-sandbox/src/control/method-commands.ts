import type { Context } from '../resources/context.ts'
import { expireCard, renewCard, type Expiry } from '../resources/payment-method/renew-card.ts'

/** What happens to cards without their holders, on command. */
export interface MethodCommands {
  /** The network sends the new date of a saved card. @throws {Error} for a method that is no saved card */
  renewCard(paymentMethodId: string, expiry: Expiry): void
  /** The card ran out last month. @throws {Error} for a method that is no card */
  expireCard(paymentMethodId: string): void
}

export const buildMethodCommands = (context: () => Context, changed: <T>(result: T) => T): MethodCommands => ({
  renewCard: (id, expiry) => void changed(renewCard(context(), id, expiry)),
  expireCard: (id) => void changed(expireCard(context(), id)),
})
