import type { PublicConfig } from '@azora/contract/public-config'
import type { Database } from '@azora/db/database'
import { text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { Env } from './env.ts'

/**
 * What every page may know.
 *
 * @throws {Error} when the merchant of the settings is not in the database
 */
export async function readPublicConfig(env: Env, db: Database): Promise<PublicConfig> {
  const merchant = await db.first(selectMerchantName, { merchantId: env.MERCHANT_ID })
  if (!merchant)
    throw new Error('The merchant that MERCHANT_ID names is not in the database. Seed it, or set the right id.')
  return {
    stripePublishableKey: env.STRIPE_PUBLISHABLE_KEY,
    stripeJsUrl: env.STRIPE_JS_URL ?? null,
    signIn: { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, audience: env.OIDC_AUDIENCE },
    merchantName: merchant.name,
    mailSandboxUrl: env.MAIL_SANDBOX_URL ?? null,
  }
}

const selectMerchantName = defineStatement({
  name: 'web/select-merchant-name',
  text: 'select name from merchant where id = $merchantId',
  params: { merchantId: uuid },
  columns: { name: text },
})
