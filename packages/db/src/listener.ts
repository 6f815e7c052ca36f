import pg from 'pg'

/** Hears NOTIFY on one channel over a connection of its own. */
export interface Listener extends AsyncDisposable {
  close(): Promise<void>
}

const reconnectDelayMs = 500

/**
 * Listens until closed. A lost connection is opened again after half a second and `onGap` is called, because
 * whatever was notified in between is gone: readers must look at the rows again.
 */
export async function listen(options: {
  connectionString: string
  channel: string
  onNotify: (payload: string) => void
  onGap: () => void
}): Promise<Listener> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: options.connectionString, application_name: 'azora listener' })
    fresh.on('notification', (message) => options.onNotify(message.payload ?? ''))
    fresh.on('error', () => undefined) // 'end' follows and reconnects
    fresh.once('end', reconnectLater)
    client = fresh
    await fresh.connect()
    await fresh.query(`listen ${pg.escapeIdentifier(options.channel)}`)
  }
  const reconnectLater = () => {
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      connect().then(options.onGap, reconnectLater)
    }, reconnectDelayMs)
  }
  const close = async () => {
    isClosed = true
    clearTimeout(timer)
    await client?.end()
  }

  await connect()
  return { close, [Symbol.asyncDispose]: close }
}
