import { seededNumber } from '../control/seeded-number.ts'

const effects = ['burst', 'delay', 'drop', 'duplicate', 'old_timestamp', 'reorder', 'wrong_signature'] as const
const drawn = ['delay', 'drop', 'duplicate', 'wrong_signature'] as const

export type WebhookEffect = (typeof effects)[number]

export const isWebhookEffect = (name: string): boolean => effects.some((effect) => effect === name)

export interface WebhookFaultRule {
  match?: {
    /** `payment_intent.*` stands for the whole group. */
    type?: string
    endpoint?: string
    /** Starts with the nth match, counted from 1. */
    nth?: number
  }
  /**
   * `reorder` keeps deliveries back until there are `size` of them and sends them one after another, last first;
   * `burst` sends them all in the same moment. `random` draws `delay`, `drop`, `duplicate` or `wrong_signature`.
   */
  effect: WebhookEffect | 'random'
  /** For `delay` (60 unless said) and `old_timestamp` (600), by the sandbox clock. */
  seconds?: number
  /** For `reorder` (2 unless said) and `burst` (10). */
  size?: number
  /** For `random`: equal seeds hit the nth event of a type with the same effect. */
  seed?: number
  /** For `random`: how many of the deliveries it hits, from 0 to 1. */
  rate?: number
  /** How many deliveries, or groups of `size`, it hits; 1 when absent, always for `random`. */
  times?: number | 'always'
}

export interface ListedWebhookFault extends WebhookFaultRule {
  id: string
  hits: number
}

interface Kept extends ListedWebhookFault {
  seen: number
  seenByType: Map<string, number>
  gathered: string[]
}

export interface Candidate {
  id: string
  type: string
  endpoint: string
  /** Made by a `duplicate`: a rule that always duplicates leaves it alone. */
  isCopy: boolean
}

/** What is to go wrong with one delivery. */
export interface Mishap {
  isDropped?: boolean
  isDuplicated?: boolean
  delaySeconds?: number
  isSignedWrongly?: boolean
  ageSeconds?: number
  /** Kept back for a group. */
  isGathered?: boolean
  /** The group that this delivery makes complete, in the order to send it. */
  group?: { ids: readonly string[]; isAtOnce: boolean }
}

export class WebhookFaults {
  #rules: Kept[] = []
  #nextId = 1

  /** @throws {TypeError} for an effect that does not exist */
  add(rule: WebhookFaultRule): ListedWebhookFault {
    if (rule.effect !== 'random' && !effects.includes(rule.effect))
      throw new TypeError(`Unknown effect: ${rule.effect}`)
    const kept = { ...rule, id: `webhook_${this.#nextId++}`, hits: 0, seen: 0, seenByType: new Map(), gathered: [] }
    this.#rules.push(kept)
    return present(kept)
  }

  list(): ListedWebhookFault[] {
    return this.#rules.map(present)
  }

  clear(): void {
    this.#rules = []
  }

  /** What was kept back for groups that are not complete; it is free now. */
  letGo(): string[] {
    return this.#rules.flatMap(({ gathered }) => gathered.splice(0))
  }

  /** What goes wrong with a delivery that is about to start; asking counts it. A drop comes before all else. */
  take(candidate: Candidate): Mishap {
    const live = this.#rules.filter((rule) => isLive(rule) && isMatch(rule, candidate))
    const drop = live.find(({ effect }) => effect === 'drop')
    const mishap: Mishap = {}
    for (const rule of drop ? [drop] : live) {
      rule.seen += 1
      if (rule.seen >= (rule.match?.nth ?? 1)) apply(rule, candidate, mishap)
    }
    return mishap
  }
}

function apply(rule: Kept, candidate: Candidate, mishap: Mishap): void {
  const effect = rule.effect === 'random' ? draw(rule, candidate.type) : rule.effect
  switch (effect) {
    case undefined:
      return
    case 'burst':
    case 'reorder':
      gather(rule, effect, { candidate, mishap })
      return
    case 'duplicate':
      if (candidate.isCopy && limitOf(rule) === 'always') return
      mishap.isDuplicated = true
      break
    case 'delay':
      mishap.delaySeconds = rule.seconds ?? 60
      break
    case 'drop':
      mishap.isDropped = true
      break
    case 'old_timestamp':
      mishap.ageSeconds = rule.seconds ?? 600
      break
    case 'wrong_signature':
      mishap.isSignedWrongly = true
      break
  }
  rule.hits += 1
}

interface Gathering {
  candidate: Candidate
  mishap: Mishap
}

function gather(rule: Kept, effect: 'burst' | 'reorder', { candidate, mishap }: Gathering): void {
  mishap.isGathered = true
  rule.gathered.push(candidate.id)
  if (rule.gathered.length < (rule.size ?? (effect === 'burst' ? 10 : 2))) return
  const ids = rule.gathered.splice(0)
  rule.hits += 1
  mishap.group = { ids: effect === 'burst' ? ids : ids.toReversed(), isAtOnce: effect === 'burst' }
}

function draw(rule: Kept, type: string): WebhookEffect | undefined {
  const nth = (rule.seenByType.get(type) ?? 0) + 1
  rule.seenByType.set(type, nth)
  const { seed = 1, rate = 0.1 } = rule
  if (seededNumber(seed, type, nth, 'hit') >= rate) return undefined
  return drawn[Math.floor(seededNumber(seed, type, nth, 'which') * drawn.length)]
}

const present = ({ seen: _seen, seenByType: _byType, gathered: _gathered, ...rule }: Kept): ListedWebhookFault => rule

const limitOf = (rule: Kept): number | 'always' => rule.times ?? (rule.effect === 'random' ? 'always' : 1)

function isLive(rule: Kept): boolean {
  const limit = limitOf(rule)
  return limit === 'always' || rule.hits < limit
}

function isMatch({ match }: Kept, { type, endpoint }: Candidate): boolean {
  if (match?.endpoint !== undefined && match.endpoint !== endpoint) return false
  if (match?.type === undefined) return true
  return match.type.endsWith('*') ? type.startsWith(match.type.slice(0, -1)) : type === match.type
}
