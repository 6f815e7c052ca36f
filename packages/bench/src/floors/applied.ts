// F-L: an event is stored and told of in one commit, and whoever listens changes its row in another. No signature, no
// order, no retry.
import { createServer } from 'node:http'
import pg from 'pg'

const { PORT, DATABASE_URL } = process.env
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })
await pool.query('create table if not exists floor_applied (id text primary key, status text not null)')
await pool.query('create table if not exists floor_inbox (id text primary key, payload jsonb not null)')

const listener = new pg.Client({ connectionString: DATABASE_URL })
await listener.connect()
listener.on('notification', ({ payload }) => {
  const text = `with changed as (update floor_applied set status = 'succeeded' where id = $1 returning id)
    select pg_notify('floor_changed', id) from changed`
  pool.query({ name: 'apply', text, values: [payload] }, () => undefined)
})
await listener.query('listen floor_events')

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    const event = JSON.parse(body === '' ? '{}' : body) as { id?: string; data?: { object: { id: string } } }
    const text = `with stored as (insert into floor_inbox values ($1, $2) returning id) select pg_notify('floor_events', $3) from stored`
    pool.query({ name: 'store', text, values: [event.id, body, event.data?.object.id] }, (error) => {
      response.writeHead(error ? 500 : 200).end(error ? '' : '{"received":true}')
    })
  })
}).listen(Number(PORT))
