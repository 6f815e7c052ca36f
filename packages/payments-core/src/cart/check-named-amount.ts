import type { Money } from '@azora/contract/money'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { checkAmount } from './check-amount.ts'

/**
 * The limits of a cart, for an amount that a backend names.
 *
 * @throws {Refusal} amount_too_small, amount_too_large, amount_not_payable
 */
export async function checkNamedAmount({ db, merchantId }: PaymentContext, amount: Money): Promise<void> {
  const merchant = await db.first(selectSettings, { merchantId })
  checkAmount(amount, merchant?.settings)
}

const selectSettings = defineStatement({
  name: 'cart/select-settings',
  text: `select settings from merchant where id = $merchantId`,
  params: { merchantId: uuid },
  columns: { settings: jsonb<unknown>() },
})
