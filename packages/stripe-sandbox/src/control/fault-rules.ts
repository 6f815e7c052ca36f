import { drawFault, isFaultName, type FaultName } from './random-faults.ts'

export interface FaultMatch {
  method?: string
  /** The whole path; `*` stands for one part and more, as in `/v1/payment_intents/*`. */
  path?: string
  /** Starts with the nth match, counted from 1. */
  nth?: number
}

const effects = ['malformed', 'random', 'reset', 'slow', 'status', 'timeout', 'truncate'] as const

export interface FaultRule {
  match?: FaultMatch
  /**
   * `reset` closes the connection, `timeout` never answers, `slow` waits, `status` answers something else, `truncate`
   * cuts the answer off after some bytes, `malformed` spoils its JSON, `random` draws one of these by `seed` and `rate`.
   */
  effect: (typeof effects)[number]
  /** For `slow`. */
  ms?: number
  /** For `status`; 502, 503 and 504 come as HTML, as from a proxy. */
  status?: number
  /** For `status`: whether the answer is kept under the idempotency key and replayed. */
  stored?: boolean
  /** For `status`: the `Stripe-Should-Retry` header. */
  shouldRetry?: boolean
  /** For `status`: the `Retry-After` header, in seconds. */
  retryAfter?: number
  /** For `truncate`: how much of the body leaves; half of it when absent. */
  bytes?: number
  /** For `random`: equal seeds hit the same requests with the same effects. */
  seed?: number
  /** For `random`: how many of the requests it hits, from 0 to 1. */
  rate?: number
  /** For `random`: what it draws from; all when absent. */
  effects?: readonly FaultName[]
  /** How many requests it hits; 1 when absent, always for `random`. */
  times?: number | 'always'
  /** `before`: nothing has happened; `after`: the effect is done and only the answer is lost. */
  phase?: 'after' | 'before'
}

export interface ListedFault extends FaultRule {
  id: number
  hits: number
}

interface Kept extends ListedFault {
  seen: number
  /** For `random`: how often each kind of request came, so that others in between change nothing. */
  seenByKind: Map<string, number>
}

export class FaultRules {
  #rules: Kept[] = []
  #nextId = 1

  /** @throws {TypeError} for an effect that does not exist */
  add(rule: FaultRule): ListedFault {
    if (!effects.includes(rule.effect)) throw new TypeError(`Unknown effect: ${rule.effect}`)
    for (const name of rule.effects ?? [])
      if (!isFaultName(name)) throw new TypeError(`Unknown effect: ${String(name)}`)
    const kept: Kept = { ...rule, id: this.#nextId++, hits: 0, seen: 0, seenByKind: new Map() }
    this.#rules.push(kept)
    return kept
  }

  list(): ListedFault[] {
    return this.#rules.map(({ seen: _seen, seenByKind: _byKind, ...rule }) => rule)
  }

  clear(): void {
    this.#rules = []
  }

  /** The first rule that hits this request; asking counts it. */
  take(method: string, path: string): FaultRule | undefined {
    let hit: FaultRule | undefined
    for (const rule of this.#rules) {
      if (!isMatch(rule.match, method, path)) continue
      rule.seen += 1
      const times = rule.times ?? (rule.effect === 'random' ? 'always' : 1)
      if (hit || rule.seen < (rule.match?.nth ?? 1) || (times !== 'always' && rule.hits >= times)) continue
      const drawn = rule.effect === 'random' ? draw(rule, kindOf(method, path)) : rule
      if (!drawn) continue
      rule.hits += 1
      hit = drawn
    }
    return hit
  }
}

function draw(rule: Kept, kind: string): FaultRule | undefined {
  const nth = (rule.seenByKind.get(kind) ?? 0) + 1
  rule.seenByKind.set(kind, nth)
  return drawFault(rule, kind, nth)
}

/** The same for two requests that differ in their ids only: those are never the same in two runs. */
const kindOf = (method: string, path: string): string => `${method} ${path.replace(/\/[a-z]+_\w{8,}/g, '/*')}`

function isMatch(match: FaultMatch | undefined, method: string, path: string): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false
  if (match?.path === undefined) return true
  const pattern = match.path.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.+')}$`).test(path)
}
