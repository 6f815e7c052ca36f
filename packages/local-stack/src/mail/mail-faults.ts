/**
 * What the next sends suffer, each rule `times` times (1 unless said):
 * - `hang-after`: accepted, then no answer at all
 * - `reset-after`: accepted, then the connection is cut
 * - `hang`: not accepted, no answer
 * - `slow`: answered after `delayMs`; the idempotency key is in flight meanwhile
 * - `status`: refused with `status` (429, 422 or 5xx), not accepted
 */
export type MailFault = {
  effect: 'hang-after' | 'reset-after' | 'hang' | 'slow' | 'status'
  times?: number
  status?: number
  delayMs?: number
}

export type MailFaults = {
  add(fault: MailFault): void
  list(): readonly MailFault[]
  clear(): void
  take(): MailFault | undefined
}

const effects: readonly string[] = [
  'hang-after',
  'reset-after',
  'hang',
  'slow',
  'status',
] satisfies MailFault['effect'][]

export function createMailFaults(): MailFaults {
  const rules: (MailFault & { times: number })[] = []
  return {
    add: (fault) => void rules.push({ ...fault, times: fault.times ?? 1 }),
    list: () => rules.map((rule) => ({ ...rule })),
    clear: () => void rules.splice(0),
    take: () => {
      const [rule] = rules
      if (!rule) return undefined
      rule.times -= 1
      if (rule.times <= 0) rules.shift()
      return rule
    },
  }
}

export function isMailFault(value: unknown): value is MailFault {
  if (typeof value !== 'object' || value === null || !('effect' in value)) return false
  const numbers = ['times', 'status', 'delayMs'].map((name) =>
    Object.hasOwn(value, name) ? Reflect.get(value, name) : 0,
  )
  return effects.includes(String(value.effect)) && numbers.every((number) => Number.isInteger(number))
}
