// F-W: what most shops write. Express, its raw body, Stripe's own check, one prepared insert.
import express from 'express'
import pg from 'pg'
import Stripe from 'stripe'

const { PORT, DATABASE_URL, WEBHOOK_SECRET = '' } = process.env
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })
await pool.query('create table if not exists floor_event (id text primary key, payload jsonb not null)')

const app = express()
app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), async (request, response) => {
  const signature = request.header('stripe-signature') ?? ''
  const event = Stripe.webhooks.constructEvent(request.body as Buffer, signature, WEBHOOK_SECRET)
  await pool.query({
    name: 'insert-event',
    text: 'insert into floor_event (id, payload) values ($1, $2) on conflict do nothing',
    values: [event.id, String(request.body)],
  })
  response.json({ received: true })
})
app.listen(Number(PORT))
