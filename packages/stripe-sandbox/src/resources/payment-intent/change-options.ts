import type { CardOptions, DebitOptions, PaymentIntent } from './payment-intent.ts'

type Usage = NonNullable<DebitOptions['setup_future_usage']>
type DebitParams = { setup_future_usage?: Usage | '' } | ''

export interface MethodOptionsParams {
  card?:
    | {
        capture_method?: 'manual' | ''
        request_three_d_secure?: CardOptions['request_three_d_secure']
        setup_future_usage?: Usage | ''
      }
    | ''
  sepa_debit?: DebitParams
  us_bank_account?: DebitParams
}

type MethodOptions = PaymentIntent['payment_method_options']

/** The options with what the parameters name; `""` takes one back. */
export function changeOptions(before: MethodOptions, params: MethodOptionsParams | undefined): MethodOptions {
  if (params === undefined) return before
  const { card, sepa_debit: sepa, us_bank_account: account } = params
  return {
    ...before,
    ...(card && { card: changeCard(before.card, card) }),
    ...(sepa && { sepa_debit: changeUsage(before.sepa_debit ?? {}, sepa.setup_future_usage) }),
    ...(account && { us_bank_account: changeUsage(before.us_bank_account ?? {}, account.setup_future_usage) }),
  }
}

function changeCard(before: CardOptions, params: Exclude<MethodOptionsParams['card'], '' | undefined>): CardOptions {
  const { capture_method: capture, request_three_d_secure: asked = before.request_three_d_secure } = params
  const { capture_method: _capture, ...rest } = changeUsage(before, params.setup_future_usage)
  const kept = capture === undefined ? before.capture_method : capture
  return { ...rest, request_three_d_secure: asked, ...(kept === 'manual' && { capture_method: kept }) }
}

function changeUsage<Options extends DebitOptions>(before: Options, usage: Usage | '' | undefined): Options {
  if (usage === undefined) return before
  const { setup_future_usage: _usage, ...rest } = before
  // Only an optional property was taken away.
  return { ...rest, ...(usage !== '' && { setup_future_usage: usage }) } as Options
}
