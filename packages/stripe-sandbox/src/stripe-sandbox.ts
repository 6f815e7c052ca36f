import type { ChallengeOutcome } from './core.ts'
import type { FaultMatch, FaultRule, ListedFault } from './control/fault-rules.ts'
import type { RequestLogEntry } from './control/request-log.ts'
import type { Permissions } from './http/restricted-key.ts'
import type { MethodCommands } from './control/method-commands.ts'
import type { MoneyCommands } from './control/money-commands.ts'
import type { RefundFailure } from './resources/refund/refund.ts'
import type { Switches } from './state/switches.ts'
import type { Snapshot } from './state/snapshot.ts'
import type { Resources } from './state/tables.ts'
import type { Delivery } from './webhooks/delivery.ts'
import type { ListedWebhookFault, WebhookFaultRule } from './webhooks/webhook-faults.ts'

export interface StripeSandboxOptions {
  /** 0, the default, takes a free one. */
  port?: number
  /** Where it listens; this machine only when absent. */
  host?: string
  /** Keeps the state in this directory; in memory only when absent. */
  dataDir?: string
  /** The base that `advance` adds to; the real time when absent. */
  clock?: { now(): Date }
  /** An endpoint that is there from the start, also after a reset. */
  webhook?: WebhookInput & { secret: string }
}

export interface WebhookInput {
  url: string
  secret?: string
  /** All events when absent. */
  enabledEvents?: string[]
  /** Whether events come with their objects, or name them only; with them when absent. */
  payload?: 'snapshot' | 'thin'
}

export interface CardInput {
  /** A test card's number. */
  card: string
  expMonth?: number
  expYear?: number
  cvc?: string
  postalCode?: string
}

/** A running sandbox, in this process. `await using sandbox = await createStripeSandbox()` closes it by itself. */
export interface StripeSandbox extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly secretKey: string
  readonly publishableKey: string
  readonly clock: {
    now(): Date
    /** Resolves when the deliveries that became due have been tried. */
    advance(seconds: number): Promise<void>
  }
  addWebhookEndpoint(input: WebhookInput): { id: string; secret: string }
  /** The current objects of a kind, oldest first; of a connected account when one is named. */
  objects<Name extends keyof Resources>(resource: Name, account?: string): readonly Resources[Name][]
  requests(): readonly RequestLogEntry[]
  readonly faults: {
    add(rule: FaultRule): ListedFault
    list(): ListedFault[]
    clear(): void
  }
  /** Requests a second for each key, by the clock; `null` means no limit, as at the start. */
  limitRate(perSecond: number | null): void
  /** A key that may do only this. */
  addRestrictedKey(permissions: Permissions): string
  /** The next request that matches (any POST when there is no match) is done, but its answer is lost. */
  loseNextResponse(match?: FaultMatch): void
  readonly webhooks: {
    hold(): void
    release(): void
    /** The next deliveries are lost: their events are only in the list of events. */
    dropNext(count?: number): void
    /** Each of the next deliveries is followed by one more of its event; that one counts as well. */
    duplicateNext(count?: number): void
    /** Nothing in flight and nothing due now. */
    idle(): Promise<void>
    resend(eventId: string): Promise<void>
    deliveries(): readonly Delivery[]
    readonly faults: {
      add(rule: WebhookFaultRule): ListedWebhookFault
      list(): ListedWebhookFault[]
      /** Also sends what waited for a `reorder` or a `burst`. */
      clear(): void
    }
    /** Both secrets sign until the old one ends. */
    rotateSecret(endpointId: string, keepOldSeconds?: number): { id: string; secret: string }
  }
  /** As the shopper's page would make one. @throws {StripeError} as the page would be told */
  confirmationToken(input: CardInput): { id: string }
  /** Answers the bank's challenge that the payment waits for. @throws {Error} when there is none */
  completeThreeDSecure(paymentIntentId: string, outcome: ChallengeOutcome): void
  readonly switches: {
    get(): Switches
    set(change: Partial<Switches>): Switches
  }
  readonly methods: MethodCommands
  readonly money: MoneyCommands
  /** The bank sends a refund back, days after it succeeded or while it is pending. */
  failRefund(refundId: string, reason?: RefundFailure): void
  /** All that it knows; with a name also in a file of the data directory. Faults and logs are no part of it. */
  snapshot(fileName?: string): Snapshot
  /** Goes back to a snapshot, or to the file of one. The clock never goes back. */
  restore(from: Snapshot | string): void
  /** Forgets all objects, faults and logs; the endpoint of the options comes back. */
  reset(): void
  close(): Promise<void>
}
