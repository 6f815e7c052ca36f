/** Where the time comes from. Everything that asks for the time asks this; leases ask the database. */
export interface Clock {
  now(): Date
  /** Where somebody else moves the time: looks at it again, for whoever sees a time that cannot be. */
  refresh?(): Promise<void>
}

export const systemClock: Clock = { now: () => new Date() }
