/** Months as numbers that sort: 202703 is March 2027. */
const monthOf = (moment: Date): number => moment.getUTCFullYear() * 100 + moment.getUTCMonth() + 1

/**
 * The months in which a card expires soon: from this one to the last that has ended when `withinDays` have passed.
 *
 * @returns `from` inclusive, `before` exclusive; none when this month ends later than that
 */
export const expiryWindow = (now: Date, withinDays: number): { from: number; before: number } => ({
  from: monthOf(now),
  before: monthOf(new Date(now.getTime() + withinDays * 24 * 3_600_000)),
})
