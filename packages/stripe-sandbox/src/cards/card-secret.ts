/** What the sandbox must remember of a card or an account, beside what it shows: never its number, never its code. */
export interface CardSecret {
  /** Of the payment method or the confirmation token. */
  id: string
  /** Name of the test card, or of the test bank account. */
  card: string
  /** Whether the card was saved with the bank's consent: later payments need no challenge. */
  isSetUp: boolean
  /** A method that paid, or was detached, without a customer cannot be used again. */
  isUsedUp: boolean
  /** Of a bank account: the holder has proved that it is theirs. */
  isVerified?: boolean
  /** The saved method that a confirmation token stands for, where it does not carry a new card. */
  methodId?: string
}
