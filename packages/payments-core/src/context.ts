import type { Locale } from '@azora/contract/locale'
import type { Role } from '@azora/contract/role'
import type { Database } from '@azora/db/database'
import type { AnswerCache } from './answer-cache/answer-cache.ts'
import type { Clock } from './clock.ts'
import type { MailGateway } from './mail/create-mail-gateway.ts'
import type { PaymentFeed } from './payment/payment-feed.ts'
import type { ReceiptDrawing } from './receipt/receipt-drawing.ts'
import type { StripeGateway } from './stripe/stripe-gateway.ts'
import type { Watch } from './watch.ts'

/** Who asks, as their access token says. */
export interface Caller {
  subject: string
  email: string | null
  name: string | null
  roles: readonly Role[]
  /** The language that they asked in; absent where it is none of ours. */
  locale?: Locale | null
}

/** Structured logging; pino fits. Fields carry ids, never personal data. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What a merchant decides. */
export interface PaymentSettings {
  /** How long a payment waits for its shopper before it is given up. */
  abandonedAfterHours: number
  /** How long the answer to a request is kept for its repeats; 24 at least. */
  requestsKeptHours: number
  /** How long the payload of a handled event is kept. */
  payloadsKeptDays: number
}

/** All that the domain needs from outside, for one merchant. */
export interface PaymentContext {
  merchantId: string
  /** For whatever moves money, and for reads of one thing. */
  db: Database
  /** The same database, by connections of its own: for lists and reports, which may be slow and must not hold up a payment. */
  reports: Database
  /** Where answers of finished requests may be had faster. */
  answers: AnswerCache
  stripe: StripeGateway
  mail: MailGateway
  drawing: ReceiptDrawing
  clock: Clock
  /** A fresh UUIDv7. */
  newId: () => string
  log: Log
  watch: Watch
  feed: PaymentFeed
  /** Key of the links that open a receipt without a token; at least 32 random bytes. */
  linkSecret: string
  /** The origin of the shop, without a slash at the end. */
  publicUrl: string
  settings: PaymentSettings
}

/** A context in which somebody is signed in. */
export interface CallerContext extends PaymentContext {
  caller: Caller
}
