import pg from 'pg'
import { queryable, type Queryable } from './database.ts'

/** One connection that is kept: for what lives and dies with it, such as advisory locks. */
export interface Session {
  /** Refuses at once while there is no connection: the driver would keep a statement waiting for ever on one that never came to be. */
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
  let isOpen = false
  let isClosed = false

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: options.connectionString, application_name: 'azora session' })
    fresh.on('error', () => undefined) // 'end' follows, and reconnects
    fresh.once('end', reconnectLater)
    options.configure?.(fresh)
    client = fresh
    try {
      await fresh.connect()
      await options.onOpen?.(queryable(fresh), fresh)
    } catch (error) {
      await fresh.end().catch(() => undefined)
      throw error
    }
    isOpen = true
  }
  const reconnectLater = () => {
    isOpen = false
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => void connect().catch(reconnectLater), reconnectDelayMs)
  }

  const open = () => {
    if (isOpen) return client
    throw new Error('the connection that is kept is lost, and comes back by itself')
  }

  await connect().catch((error: unknown) => {
    isClosed = true
    clearTimeout(timer)
    throw error
  })
  return {
    // Asks the connection of the moment, which changes when one breaks.
    db: {
      all: async (statement, params) => queryable(open()).all(statement, params),
      first: async (statement, params) => queryable(open()).first(statement, params),
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await client.end()
    },
  }
}
