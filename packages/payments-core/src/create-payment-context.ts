import { noAnswerCache } from './answer-cache/answer-cache.ts'
import { openAnswerCache } from './answer-cache/open-answer-cache.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Log, PaymentContext, PaymentSettings } from './context.ts'
import { createMailGateway } from './mail/create-mail-gateway.ts'
import { createIdMaker } from './new-id.ts'
import type { Stores } from './open-stores.ts'
import { sharedDrawing } from './receipt/receipt-drawing.ts'
import type { StripeCallsOptions } from './stripe/stripe-calls.ts'
import { createStripeGateway } from './stripe/stripe-gateway.ts'
import { noWatch, type Watch } from './watch.ts'

export interface MerchantOptions {
  merchantId: string
  /** Keeps hot answers in Redis; in PostgreSQL alone when absent. */
  redisUrl?: string | undefined
  stripe: Omit<StripeCallsOptions, 'log' | 'clock' | 'watch'>
  mail: Omit<Parameters<typeof createMailGateway>[0], 'clock'>
  linkSecret: string
  publicUrl: string
  settings?: Partial<PaymentSettings>
  log: Log
  clock?: Clock
  /** Counts; nobody does when absent. */
  watch?: Watch
}

const defaultSettings: PaymentSettings = { abandonedAfterHours: 24, requestsKeptHours: 48, payloadsKeptDays: 90 }

/** All that the domain needs for one merchant, on connections that are open. Its `answers` want to be closed. */
export function createPaymentContext(
  { db, reports, feed }: Omit<Stores, 'close'>,
  options: MerchantOptions,
): PaymentContext {
  const { merchantId, log, clock = systemClock, watch = noWatch, linkSecret, publicUrl } = options
  return {
    merchantId,
    db,
    reports,
    answers: options.redisUrl
      ? openAnswerCache({ url: options.redisUrl, secret: linkSecret, db, log, watch })
      : noAnswerCache,
    feed,
    clock,
    log,
    watch,
    linkSecret,
    publicUrl,
    settings: { ...defaultSettings, ...options.settings },
    stripe: createStripeGateway({ ...options.stripe, log, clock, watch }),
    mail: createMailGateway({ ...options.mail, clock }),
    drawing: sharedDrawing(),
    newId: createIdMaker(clock),
  }
}
