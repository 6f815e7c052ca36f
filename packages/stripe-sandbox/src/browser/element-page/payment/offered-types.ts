import type { FrameSetup } from '../../wire/messages.ts'
import type { MethodType } from './method-form.ts'

const known: readonly MethodType[] = ['card', 'us_bank_account', 'sepa_debit']
const currencies: Partial<Record<MethodType, string>> = { us_bank_account: 'usd', sepa_debit: 'eur' }

/** What the group or its intent allows, in the order that the shop wishes; cards where nothing else is said. */
export function offeredTypes({ group, options }: FrameSetup): MethodType[] {
  const listed = texts(group['paymentMethodTypes']) ?? texts(group['allowedPaymentMethodTypes']) ?? ['card']
  const excluded = texts(group['excludedPaymentMethodTypes']) ?? []
  const currency = group['currency']
  const offered = known.filter((type) => {
    const needed = currencies[type]
    return listed.includes(type) && !excluded.includes(type) && (!needed || !currency || needed === currency)
  })
  const order = texts(options['paymentMethodOrder']) ?? listed
  const rank = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length)
  return offered.toSorted((one, other) => rank(one) - rank(other))
}

const texts = (value: unknown): string[] | undefined => (Array.isArray(value) ? value.map(String) : undefined)
