/** Stripe names a state that this version of our code does not know: better put before people than guessed. */
export class UnknownStatus extends Error {
  override readonly name = 'UnknownStatus'
  constructor(objectKind: string, status: string) {
    super(`unknown ${objectKind} status ${status}`)
  }
}
