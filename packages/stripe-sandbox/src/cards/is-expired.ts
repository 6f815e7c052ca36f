/** A card is good until the end of its month. @param now Unix seconds */
export function isExpired(card: { exp_month: number; exp_year: number }, now: number): boolean {
  // Months count from 0 here: this is the first day of the month after.
  return now * 1000 >= Date.UTC(card.exp_year, card.exp_month)
}
