import { randomUUID } from 'node:crypto'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { personas, type World } from '@azora/test-kit/create-world'

export type Owner = 'shopper' | 'shopper2'

const ofCustomer = 'customer_id = (select id from customer where merchant_id = $1 and subject = $2)'

/** Where the rows are that a key of an input names; those `ofCustomer` are one shopper's, the others the merchant's. */
const rows: Record<string, string> = {
  paymentId: `select id from payment where merchant_id = $1 and ${ofCustomer}`,
  refundId: `select id from refund where merchant_id = $1
    and payment_id in (select id from payment where merchant_id = $1 and ${ofCustomer})`,
  setupId: `select id from method_setup where merchant_id = $1 and ${ofCustomer}`,
  savedMethodId: `select id from saved_method where merchant_id = $1 and ${ofCustomer}`,
  disputeId: `select id from dispute where merchant_id = $1`,
  warningId: `select id from early_fraud_warning where merchant_id = $1`,
  payoutId: `select id from payout where merchant_id = $1`,
  priceId: `select id from price where merchant_id = $1 and currency = 'usd'`,
  eventId: `select id from webhook_event where merchant_id = $1`,
  objectId: `select object_id as id from webhook_event where merchant_id = $1`,
  subjectId: `select subject_id as id from audit_entry where merchant_id = $1 and subject_kind = 'payment'`,
}

/** Whether every shopper has rows of their own under this key. */
export const isShoppersOwn = (key: string): boolean => rows[key]?.includes(ofCustomer) ?? false

/** One row of each kind for a shopper, of those that are not made by themselves. */
export async function seedRowsOf(world: World, owner: Owner): Promise<void> {
  const { pool } = world.ctx.db
  const { payment } = await processPayment(world.as(owner), {
    requestId: randomUUID(),
    cart: world.cart(),
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  })
  await world.settle()
  await world.api('admin').refunds.create({ requestId: randomUUID(), paymentId: payment.id, amountMinor: 1_00 })
  await world.api(owner).paymentMethods.setup({ requestId: randomUUID() })
  const params = [world.ctx.merchantId, personas[owner].subject]
  await pool.query(
    `insert into saved_method (merchant_id, id, customer_id, stripe_payment_method_id, type, created_at)
     select merchant_id, gen_random_uuid(), id, 'pm_' || md5(id::text), 'card', now() from customer where merchant_id = $1 and subject = $2`,
    params,
  )
  const [merchantId] = params
  await pool.query(`
    insert into dispute (merchant_id, id, payment_id, stripe_dispute_id, stripe_charge_id, status, reason, currency,
      amount_minor, held_minor, movements, balance_currency, withdrawn_minor, fee_minor, created_at, updated_at, checked_at)
    select merchant_id, gen_random_uuid(), id, 'dp_' || md5(id::text), 'ch_1', 'won', 'fraudulent', currency, 500, 0, 1, 'usd', 500,
      1500, now(), now(), now()
    from payment where merchant_id = '${merchantId}' on conflict do nothing;
    insert into early_fraud_warning (merchant_id, id, payment_id, stripe_warning_id, stripe_charge_id, fraud_type, is_actionable,
      created_at, updated_at)
    select merchant_id, gen_random_uuid(), id, 'issfr_' || md5(id::text), 'ch_1', 'misc', true, now(), now()
    from payment where merchant_id = '${merchantId}' on conflict do nothing;
    insert into payout (merchant_id, id, stripe_payout_id, status, currency, amount_minor, is_automatic, arrives_at,
      reconciliation_status, created_at, updated_at)
    values ('${merchantId}', gen_random_uuid(), 'po_1', 'paid', 'usd', 900, true, now(), 'completed', now(), now())
    on conflict do nothing`)
}

/**
 * An id of somebody's that a key of this name takes.
 *
 * @throws {Error} for a key of which no rows are known or made: name them in `rows`, and make one in `seedRowsOf`
 */
export async function idOf({ ctx }: World, key: string, owner: Owner): Promise<string> {
  const sql = rows[key]
  if (!sql) throw new Error(`it is not known which rows ${key} names`)
  const params = sql.includes('$2') ? [ctx.merchantId, personas[owner].subject] : [ctx.merchantId]
  const { rows: found } = await ctx.db.pool.query<{ id: string }>(`${sql} limit 1`, params)
  if (!found[0]) throw new Error(`nobody has made a row that ${key} names`)
  return found[0].id
}
