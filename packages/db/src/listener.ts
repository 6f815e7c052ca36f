import pg from 'pg'
import { openSession, type Session } from './session.ts'

/**
 * Hears NOTIFY on one channel until closed. After a lost connection `onGap` is called, because whatever was notified in
 * between is gone: readers must look at the rows again.
 */
export async function listen(options: {
  connectionString: string
  channel: string
  onNotify: (payload: string) => void
  onGap: () => void
}): Promise<Pick<Session, 'close'>> {
  let isFirst = true
  return openSession({
    connectionString: options.connectionString,
    configure: (client) => {
      client.on('notification', (message) => options.onNotify(message.payload ?? ''))
    },
    onOpen: async (_db, client) => {
      await client.query(`listen ${pg.escapeIdentifier(options.channel)}`)
      if (!isFirst) options.onGap()
      isFirst = false
    },
  })
}
