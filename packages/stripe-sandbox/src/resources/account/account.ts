import type { Switches } from '../../state/switches.ts'
import { usualDestination } from '../payout/payout.ts'

export interface Account {
  id: string
  object: 'account'
  [field: string]: unknown
}

/** The account that the keys belong to. */
export const platformAccount = 'acct_1SandboxPlatform'

const noRequirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
}

/** An account that may do everything, in the United States, with a bank account in dollars. */
export function buildAccount(
  id: string,
  about: { email: string | null; switches: Switches; created: number },
): Account {
  return {
    id,
    object: 'account',
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country: 'US',
    created: about.created,
    default_currency: 'usd',
    details_submitted: true,
    email: about.email,
    external_accounts: {
      object: 'list',
      data: [
        {
          id: usualDestination,
          object: 'bank_account',
          account: id,
          account_holder_name: null,
          account_holder_type: 'company',
          account_type: null,
          bank_name: 'STRIPE TEST BANK',
          country: 'US',
          currency: 'usd',
          default_for_currency: true,
          fingerprint: 'SandboxBankAcct1',
          last4: '6789',
          routing_number: '110000000',
          status: 'new',
        },
      ],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    future_requirements: noRequirements,
    metadata: {},
    payouts_enabled: true,
    requirements: noRequirements,
    settings: {
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: 'SANDBOX',
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: 'Sandbox shop', timezone: 'Etc/UTC' },
      payments: {
        statement_descriptor: 'SANDBOX',
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: about.switches.automaticPayouts ? 'daily' : 'manual' },
        statement_descriptor: null,
      },
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'standard',
  }
}
