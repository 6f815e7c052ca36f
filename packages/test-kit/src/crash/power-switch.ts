/** Where a message of a process goes. */
export type Destination = 'postgres' | 'stripe' | 'mail'

/** One message that somebody waits for an answer to: a query, a call. `what` names it for people. */
export interface Message {
  destination: Destination
  what: string
}

/** When a process dies: at its kth message, before it leaves, or when it has taken effect and its answer is on the way. */
export interface PowerFailure {
  at: number
  side: 'before' | 'after'
}

/** The power of one simulated process. Once it is off, nothing of that process gets through any more. */
export interface PowerSwitch {
  isOn(): boolean
  /** What was sent since it was armed. */
  messages(): readonly Message[]
  /** Counts from here; without a failure it only counts. */
  arm(failure?: PowerFailure): void
  /** What becomes of a message: it passes, it is lost, or it passes and its answer is lost. Whoever carries it then cuts. */
  admit(message: Message): 'passes' | 'lost' | 'answer_lost'
  cut(): void
  onCut(listener: () => unknown): void
}

export function createPowerSwitch(): PowerSwitch {
  const listeners: (() => unknown)[] = []
  const messages: Message[] = []
  let failure: PowerFailure | undefined
  let isArmed = false
  let isOn = true

  return {
    isOn: () => isOn,
    messages: () => messages,
    arm(next) {
      isArmed = true
      failure = next
    },
    admit(message) {
      if (!isOn) return 'lost'
      if (!isArmed) return 'passes'
      messages.push(message)
      if (messages.length !== failure?.at) return 'passes'
      return failure.side === 'before' ? 'lost' : 'answer_lost'
    },
    cut() {
      if (!isOn) return
      isOn = false
      for (const listener of listeners) listener()
    },
    onCut: (listener) => void listeners.push(listener),
  }
}
