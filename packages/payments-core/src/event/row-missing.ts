/**
 * Stripe's object says that it is ours, and we have no row for it: the event came before the row, or somebody made the
 * object in our name. Tried again, then put before staff; never dropped.
 */
export class RowMissing extends Error {
  override readonly name = 'RowMissing'
}
