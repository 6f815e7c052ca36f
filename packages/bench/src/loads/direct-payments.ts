// F-P: insert, Stripe, update. No HTTP, no caller, and whoever dies in between has charged somebody without knowing.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import Stripe from 'stripe'
import type { OpenLoad } from '../driver/load.ts'

export interface DirectPayments {
  databaseUrl: string
  stripe: { secretKey: string; port: number }
  confirmationTokens: readonly string[]
}

const openDirectPayments: OpenLoad<DirectPayments> = async ({ databaseUrl, stripe, confirmationTokens }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  await pool.query('create table if not exists floor_payment (id uuid primary key, status text not null, intent text)')
  const api = new Stripe(stripe.secretKey, { host: 'localhost', port: stripe.port, protocol: 'http' })
  return {
    async operate(index) {
      const id = randomUUID()
      const values = [id]
      await pool.query({ name: 'insert', text: `insert into floor_payment values ($1, 'created')`, values })
      const intent = await api.paymentIntents.create({
        amount: 18_00,
        currency: 'usd',
        confirm: true,
        confirmation_token: confirmationTokens[index] ?? '',
        return_url: 'https://example.com/return',
      })
      const text = 'update floor_payment set status = $2, intent = $3 where id = $1'
      await pool.query({ name: 'update', text, values: [id, intent.status, intent.id] })
    },
  }
}

export default openDirectPayments
