/** How far Stripe's clock and ours may lie apart, and how long after an attempt began its last call may have left. */
const clockToleranceSeconds = 300
const longestAttemptSeconds = 24 * 3600

/** When Stripe may have made an object for an attempt that began at this moment: a filter of its lists. */
export function madeAround(createdAt: Date): { gte: number; lte: number } {
  const from = Math.floor(createdAt.getTime() / 1000)
  return { gte: from - clockToleranceSeconds, lte: from + longestAttemptSeconds }
}
