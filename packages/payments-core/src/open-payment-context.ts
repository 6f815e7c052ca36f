import { openDatabase, type DatabaseOptions } from '@azora/db/database'
import { noAnswerCache } from './answer-cache/answer-cache.ts'
import { openAnswerCache } from './answer-cache/open-answer-cache.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Log, PaymentContext, PaymentSettings } from './context.ts'
import { createMailGateway } from './mail/create-mail-gateway.ts'
import { createIdMaker } from './new-id.ts'
import { openPaymentFeed } from './payment/payment-feed.ts'
import { sharedDrawing } from './receipt/receipt-drawing.ts'
import type { StripeCallsOptions } from './stripe/stripe-calls.ts'
import { createStripeGateway } from './stripe/stripe-gateway.ts'

export interface PaymentContextOptions {
  merchantId: string
  databaseUrl: string
  databaseConnections?: number
  /** Keeps hot answers in Redis; in PostgreSQL alone when absent. */
  redisUrl?: string | undefined
  stripe: Omit<StripeCallsOptions, 'log'>
  mail: Parameters<typeof createMailGateway>[0]
  linkSecret: string
  publicUrl: string
  settings?: Partial<PaymentSettings>
  log: Log
  clock?: Clock
}

const defaultSettings: PaymentSettings = { abandonedAfterHours: 24, requestsKeptHours: 48, payloadsKeptDays: 90 }

/** A report that cannot be had soon is refused rather than queued. */
const reportLimits = { max: 4, maximumWaiting: 32 }

/** Opens all that the domain needs in one process. `close` ends its connections; call it once, after the last request. */
export async function openPaymentContext(
  options: PaymentContextOptions,
): Promise<PaymentContext & { close(): Promise<void> }> {
  const { merchantId, databaseUrl, log, clock = systemClock, linkSecret, publicUrl } = options
  const open = (more: Pick<DatabaseOptions, 'max' | 'maximumWaiting'>) =>
    openDatabase({
      connectionString: databaseUrl,
      onIdleError: (error) => log.warn({ error: error.message }, 'an idle database connection was lost'),
      ...more,
    })
  const db = open(options.databaseConnections ? { max: options.databaseConnections } : {})
  const reports = open(reportLimits)
  const answers = options.redisUrl
    ? openAnswerCache({ url: options.redisUrl, secret: linkSecret, db, log })
    : noAnswerCache
  const feed = await openPaymentFeed({ connectionString: databaseUrl })
  return {
    merchantId,
    db,
    reports,
    answers,
    feed,
    clock,
    log,
    linkSecret,
    publicUrl,
    settings: { ...defaultSettings, ...options.settings },
    stripe: createStripeGateway({ ...options.stripe, log }),
    mail: createMailGateway(options.mail),
    drawing: sharedDrawing(),
    newId: createIdMaker(clock),
    close: async () => {
      answers.close()
      await feed.close()
      await Promise.all([db.close(), reports.close()])
    },
  }
}
