import { openDatabase, type Database, type DatabaseOptions } from '@azora/db/database'
import type { Log } from './context.ts'
import { openPaymentFeed, type PaymentFeed } from './payment/payment-feed.ts'

export interface StoresOptions {
  databaseUrl: string
  databaseConnections?: number
  log: Log
}

/** A process's connections to PostgreSQL. Nothing of a merchant is in them. */
export interface Stores {
  db: Database
  reports: Database
  feed: PaymentFeed
  close(): Promise<void>
}

/** A report that cannot be had soon is refused rather than queued. */
const reportLimits = { max: 4, maximumWaiting: 32 }

/** @throws when PostgreSQL cannot be reached */
export async function openStores({ databaseUrl, databaseConnections, log }: StoresOptions): Promise<Stores> {
  const open = (more: Pick<DatabaseOptions, 'max' | 'maximumWaiting'>) =>
    openDatabase({
      connectionString: databaseUrl,
      onIdleError: (error) => log.warn({ error: error.message }, 'an idle database connection was lost'),
      ...more,
    })
  const db = open(databaseConnections ? { max: databaseConnections } : {})
  const reports = open(reportLimits)
  const feed = await openPaymentFeed({ connectionString: databaseUrl })
  return {
    db,
    reports,
    feed,
    close: async () => {
      await feed.close()
      await Promise.all([db.close(), reports.close()])
    },
  }
}
