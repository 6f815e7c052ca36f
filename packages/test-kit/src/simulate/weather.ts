import type { Random } from '../random.ts'

/** How often each thing goes wrong in one run. Some runs have fair weather, some a single trouble, some every one. */
export interface Weather {
  /** Of what waits: how often it is not done, and how often it is done without an answer. */
  lost: number
  answerLost: number
  /** Of the director's turns. */
  crash: number
  restart: number
  stripeGone: number
  mailGone: number
  redisGone: number
  /** Of the events: how often one comes again, and whether Stripe delivers any at the end. */
  repeated: number
  isSilent: boolean
  timePasses: number
  /** How often Stripe is called for one request, at most. */
  maximumCalls: number
  /** What others do at Stripe: refunds by hand, disputes, refunds that banks send back. */
  others: number
}

export function drawWeather(random: Random): Weather {
  // Mostly a little, seldom nearly the worst.
  const some = (share: number, worst: number) =>
    random.chance(share) ? worst * Math.max(0.02, (random.below(100) / 100) ** 3) : 0
  return {
    lost: some(0.5, 0.5),
    answerLost: some(0.6, 0.5),
    crash: some(0.6, 0.1),
    restart: some(0.3, 0.05),
    stripeGone: some(0.3, 0.06),
    mailGone: some(0.3, 0.03),
    redisGone: some(0.3, 0.03),
    repeated: some(0.5, 0.4),
    isSilent: random.chance(0.15),
    maximumCalls: random.pick([1, 2, 5]),
    timePasses: some(0.8, 0.1),
    others: some(0.6, 0.1),
  }
}
