import type { StripeSandbox } from '../../stripe-sandbox.ts'
import { button, code, escape, table, time } from './markup.ts'

const mostRows = 100

/** The newest customers, with what they saved. */
export function customersView(sandbox: StripeSandbox, offered: ReadonlySet<string>): string {
  const methods = Map.groupBy(sandbox.objects('payment_method'), ({ customer }) => customer ?? '')
  const payments = Map.groupBy(sandbox.objects('payment_intent'), ({ customer }) => customer ?? '')
  const customers = sandbox.objects('customer').slice(-mostRows).toReversed()
  return table({
    title: 'Customers',
    columns: ['Name', 'Email', 'Saved methods', { name: 'Payments', isNumber: true }, 'Created', 'Id'],
    rows: customers.map((customer) =>
      'deleted' in customer
        ? ['<small>deleted</small>', '', '', '', '', code(customer.id)]
        : [
            escape(customer.name ?? '–'),
            escape(customer.email ?? '–'),
            (methods.get(customer.id) ?? []).map((method) => describe(method, offered)).join('<br>') || '–',
            String(payments.get(customer.id)?.length ?? 0),
            time(customer.created),
            code(customer.id),
          ],
    ),
    empty: 'None yet.',
  })
}

interface Method {
  id: string
  type: string
  card?: { brand: string; last4: string; exp_month: number; exp_year: number }
}

function describe({ id, type, card }: Method, offered: ReadonlySet<string>): string {
  if (!card) return escape(type.replaceAll('_', ' '))
  const text = `${escape(card.brand)} ···· ${escape(card.last4)} <small>${card.exp_month}/${card.exp_year}</small>`
  if (!offered.has('POST /_sandbox/payment-methods/expire')) return text
  const body = { paymentMethod: id }
  const renewal = { ...body, expMonth: card.exp_month, expYear: card.exp_year + 4 }
  const expire = button({ label: 'Expire', control: '/payment-methods/expire', body, isDangerous: true })
  return `${text} ${expire} ${button({ label: 'Renew', control: '/payment-methods/renew', body: renewal })}`
}
