import type { Caller } from '@azora/payments-core/context'
import { askStripe } from './ask-stripe.ts'
import type { World } from './create-world.ts'

/** A method that a shopper has saved, by Stripe's test name of it; the first is their default. @returns our id of it */
export async function saveMethod(world: World, name: string, { subject, email }: Caller): Promise<string> {
  const { db, merchantId, newId } = world.ctx
  const found = await db.pool.query<{ id: string; stripe: string | null }>(
    `insert into customer (merchant_id, id, subject, email, created_at) values ($1, $2, $3, $4, now())
     on conflict (merchant_id, subject) do update set email = excluded.email
     returning id, stripe_customer_id as stripe`,
    [merchantId, newId(), subject, email],
  )
  const [customer] = found.rows
  const stripeId = customer?.stripe ?? (await askStripe(world, 'customers', email ? { email } : {})).id
  const method = await askStripe(world, `payment_methods/${name}/attach`, { customer: stripeId })
  await db.pool.query(`update customer set stripe_customer_id = $2 where id = $1`, [customer?.id, stripeId])
  const id = newId()
  await db.pool.query(
    `insert into saved_method (merchant_id, id, customer_id, stripe_payment_method_id, type, is_default, created_at)
     select $1, $2, $3, $4, 'card', not exists (select from saved_method where customer_id = $3), now()`,
    [merchantId, id, customer?.id, method.id],
  )
  return id
}
