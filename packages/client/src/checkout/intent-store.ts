import type { Cart } from '@azora/contract/quote'
import { newRequestId } from '../new-request-id.ts'

/** What to pay with: a method that was saved, or what the form collects, to be kept for later or not. */
export interface PayWith {
  savedMethodId: string | null
  saveMethod: boolean
}

/** What the shopper means to do with one cart, so that a reload, a second tab and a lost answer all mean the same. */
export interface Intent {
  requestId: string
  /** The payment whose last card was declined, and that the next try goes on with. */
  continues: string | null
  /** The payment that this request made. */
  paymentId: string | null
  /** What the request was sent with. It is part of the request: until the answer is known, nothing else can be asked for. */
  sent: PayWith | null
}

export interface IntentStore {
  /** The intent for a cart; a new one when there is none. */
  take(cart: Cart): Intent
  peek(cart: Cart): Intent | null
  keep(cart: Cart, intent: Intent): void
  forget(cart: Cart): void
  /** Forgets whatever led to a payment that came to its end. */
  forgetPayment(paymentId: string): void
}

/** The beginning of every intent; one that an older version of this file has stored lacks what came later. */
export const noIntent = { continues: null, paymentId: null, sent: null }

const prefix = 'azora:intent:'
/** Well within the time for which the API keeps its answer to a request id. */
const lifeMs = 12 * 60 * 60_000

/**
 * Keeps intents in a storage of the browser, shared by its tabs. Without one (a server, a strict privacy mode) they live
 * as long as the page. Holds ids only, nothing of the shopper or the card. Nothing is touched before it is needed.
 */
export function createIntentStore(findStorage = browserStorage, now = Date.now): IntentStore {
  const memory = new Map<string, string>()
  const get = (key: string) => attempt(() => findStorage()?.getItem(key)) ?? memory.get(key) ?? null
  const set = (key: string, value: string) => {
    memory.set(key, value)
    attempt(() => findStorage()?.setItem(key, value))
  }
  const remove = (key: string) => {
    memory.delete(key)
    attempt(() => findStorage()?.removeItem(key))
  }
  const read = (key: string): Intent | null => {
    const stored = parse(get(key))
    if (stored && now() - stored.at < lifeMs) return { ...noIntent, ...stored.intent }
    if (stored) remove(key)
    return null
  }
  const keep: IntentStore['keep'] = (cart, intent) => set(keyOf(cart), JSON.stringify({ intent, at: now() }))

  return {
    keep,
    peek: (cart) => read(keyOf(cart)),
    take(cart) {
      const found = read(keyOf(cart))
      if (found) return found
      const intent: Intent = { ...noIntent, requestId: newRequestId() }
      keep(cart, intent)
      return intent
    },
    forget: (cart) => remove(keyOf(cart)),
    forgetPayment(paymentId) {
      const stored = attempt(() => Object.keys(findStorage() ?? {})) ?? []
      const keys = [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix))
      for (const key of keys) {
        const intent = read(key)
        if (intent?.paymentId === paymentId || intent?.continues === paymentId) remove(key)
      }
    },
  }
}

/** The same whatever the order of the lines. */
function keyOf({ items, currency }: Cart): string {
  const lines = items.map(({ priceId, quantity }) => `${priceId}*${quantity}`).toSorted()
  return `${prefix}${currency}:${lines.join(',')}`
}

function parse(text: string | null): { intent: Intent; at: number } | null {
  // Only this file writes under the prefix; a broken entry counts as none.
  return text === null ? null : (attempt(() => JSON.parse(text) as { intent: Intent; at: number }) ?? null)
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
