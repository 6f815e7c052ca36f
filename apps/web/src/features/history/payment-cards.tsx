import type { PaymentSummary } from '@azora/contract/payment'
import { Link } from 'react-router'
import { formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { Amount } from '../../ui/amount.tsx'
import { MethodName } from '../../ui/method-name.tsx'
import { Status } from '../../ui/status.tsx'

/** The history on a phone. */
export function PaymentCards({ payments }: { payments: readonly PaymentSummary[] }) {
  const locale = useLocale()
  return (
    <ul className="grid grid-cols-1 gap-3">
      {payments.map(({ id, description, status, method, createdAt, amount }) => (
        <li key={id}>
          <Link
            to={`/payments/${id}`}
            className="block rounded-card border border-line bg-surface p-4 shadow-card transition-colors hover:border-line-strong"
          >
            <span className="flex items-baseline justify-between gap-4">
              <span className="truncate font-medium">{description}</span>
              <Amount money={amount} className="font-semibold" />
            </span>
            <span className="mt-1 block text-sm text-soft">
              <time dateTime={createdAt}>{formatMoment(createdAt, locale)}</time>
            </span>
            <span className="mt-3 flex flex-wrap items-center justify-between gap-2 text-sm">
              <Status status={status} />
              <MethodName method={method} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
