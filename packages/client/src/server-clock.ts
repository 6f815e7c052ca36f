/** The API's time, for whoever shows how long something is good still: clocks of phones and laptops are often wrong. */
export interface ServerClock {
  /** Milliseconds since 1970. The device's own time until the API has answered once. */
  now(): number
  /** Begins a request; what it gives learns from the answer. */
  begin(): (answer: Pick<Response, 'headers'>) => void
}

/** Answers tell whole seconds, and travel: less than this is no difference. */
const noticeableMs = 2_000

/**
 * Follows the `Date` of the API's answers. From another origin a browser shows it only where the API exposes that header;
 * the device's time counts otherwise.
 */
export function createServerClock(deviceNow: () => number = Date.now): ServerClock {
  let aheadMs = 0
  return {
    now: () => deviceNow() + aheadMs,
    begin() {
      const sentAt = deviceNow()
      return ({ headers }) => {
        const told = Date.parse(headers.get('date') ?? '')
        if (Number.isNaN(told)) return
        // Whole seconds are cut off, half a second on average.
        const difference = told + 500 - (sentAt + deviceNow()) / 2
        aheadMs = Math.abs(difference) < noticeableMs ? 0 : difference
      }
    },
  }
}
