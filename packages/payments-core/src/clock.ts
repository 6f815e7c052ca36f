/** Where the time comes from. Everything that asks for the time asks this; leases ask the database. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
