import pg from 'pg'
import { queryable, type Queryable } from './database.ts'

/** One connection that is kept: for what lives and dies with it, such as advisory locks. */
export interface Session {
  readonly db: Queryable
  close(): Promise<void>
}

const reconnectDelayMs = 500

/** Opens a session and opens it again whenever it breaks; `onOpen` restores what the old one held. */
export async function openSession(options: {
  connectionString: string
  onOpen?: (db: Queryable, client: pg.Client) => Promise<void>
  configure?: (client: pg.Client) => void
}): Promise<Session> {
  let client = new pg.Client()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: options.connectionString, application_name: 'azora session' })
    fresh.on('error', () => undefined) // 'end' follows, and reconnects
    fresh.once('end', reconnectLater)
    options.configure?.(fresh)
    client = fresh
    await fresh.connect()
    await options.onOpen?.(queryable(fresh), fresh)
  }
  const reconnectLater = () => {
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => void connect().catch(reconnectLater), reconnectDelayMs)
  }

  await connect().catch((error: unknown) => {
    isClosed = true
    clearTimeout(timer)
    throw error
  })
  return {
    // Asks the connection of the moment, which changes when one breaks.
    db: {
      all: (statement, params) => queryable(client).all(statement, params),
      first: (statement, params) => queryable(client).first(statement, params),
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await client.end()
    },
  }
}
