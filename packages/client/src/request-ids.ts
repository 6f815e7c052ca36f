import { newRequestId } from './new-request-id.ts'

export interface RequestIds {
  /** The id of an intent, such as `order 42` or `refund of <payment>`: a new one the first time, the same one from then on. */
  take(intent: string): string
  /** Ends an intent, once its answer is known: the next `take` means something new. */
  forget(intent: string): void
}

export interface RequestIdsOptions {
  /** Where ids outlive a reload and are shared by tabs; `localStorage` where there is one. Null keeps them in memory. */
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
  now?: () => number
}

const prefix = 'azora:request:'
/** Well within the time for which the API keeps its answer to a request id, in milliseconds. */
const lifeMs = 12 * 60 * 60_000

/**
 * Keeps one request id for each thing that a caller means to do, so that a second click, a reload, a second tab and a lost
 * answer are the same request, and money moves once. Ids are forgotten after 12 hours, or when `forget` says so.
 */
export function createRequestIds({ storage = browserStorage(), now = Date.now }: RequestIdsOptions = {}): RequestIds {
  const memory = new Map<string, string>()
  const read = (key: string) => attempt(() => storage?.getItem(key)) ?? memory.get(key) ?? null
  return {
    take(intent) {
      const key = prefix + intent
      const kept = parse(read(key))
      if (kept && now() - kept.at < lifeMs) return kept.requestId
      const requestId = newRequestId()
      const text = JSON.stringify({ requestId, at: now() })
      memory.set(key, text)
      attempt(() => storage?.setItem(key, text))
      return requestId
    },
    forget(intent) {
      const key = prefix + intent
      memory.delete(key)
      attempt(() => storage?.removeItem(key))
    },
  }
}

function parse(text: string | null): { requestId: string; at: number } | null {
  // Only this file writes under the prefix; a broken entry counts as none.
  return text === null ? null : (attempt(() => JSON.parse(text) as { requestId: string; at: number }) ?? null)
}

function browserStorage(): Storage | null {
  return attempt(() => globalThis.localStorage) ?? null
}

/** Storage may throw whenever it is touched: full, switched off, or not there. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
