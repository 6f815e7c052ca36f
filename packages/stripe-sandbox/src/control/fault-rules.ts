export interface FaultMatch {
  method?: string
  /** The whole path; `*` stands for one part and more, as in `/v1/payment_intents/*`. */
  path?: string
  /** Starts with the nth match, counted from 1. */
  nth?: number
}

export interface FaultRule {
  match?: FaultMatch
  /** `reset` closes the connection, `timeout` never answers, `slow` waits, `status` answers something else. */
  effect: 'reset' | 'slow' | 'status' | 'timeout'
  /** For `slow`. */
  ms?: number
  /** For `status`; 503 comes as HTML, as from a proxy. */
  status?: number
  /** For `status`: whether the answer is kept under the idempotency key and replayed. */
  stored?: boolean
  /** For `status`: the `Stripe-Should-Retry` header. */
  shouldRetry?: boolean
  /** How many requests it hits; 1 when absent. */
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
}

export class FaultRules {
  #rules: Kept[] = []
  #nextId = 1

  /** @throws {TypeError} for an effect that does not exist */
  add(rule: FaultRule): ListedFault {
    if (!['reset', 'slow', 'status', 'timeout'].includes(rule.effect))
      throw new TypeError(`Unknown effect: ${rule.effect}`)
    const kept: Kept = { ...rule, id: this.#nextId++, hits: 0, seen: 0 }
    this.#rules.push(kept)
    return kept
  }

  list(): ListedFault[] {
    return this.#rules.map(({ seen: _seen, ...rule }) => rule)
  }

  clear(): void {
    this.#rules = []
  }

  /** The first rule that hits this request; asking counts it. */
  take(method: string, path: string): FaultRule | undefined {
    let hit: Kept | undefined
    for (const rule of this.#rules) {
      if (!isMatch(rule.match, method, path)) continue
      rule.seen += 1
      const times = rule.times ?? 1
      if (hit || rule.seen < (rule.match?.nth ?? 1) || (times !== 'always' && rule.hits >= times)) continue
      rule.hits += 1
      hit = rule
    }
    return hit
  }
}

function isMatch(match: FaultMatch | undefined, method: string, path: string): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false
  if (match?.path === undefined) return true
  const pattern = match.path.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.+')}$`).test(path)
}
