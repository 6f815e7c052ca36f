import type { PaymentSummary } from '@azora/contract/payment'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { formatDate, formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { Amount } from '../../ui/amount.tsx'
import { MethodName } from '../../ui/method-name.tsx'
import { Status } from '../../ui/status.tsx'

const head = 'px-4 py-3 text-left text-sm font-medium whitespace-nowrap text-soft first:pl-6 last:pr-6'
const cell = 'px-4 py-4 first:pl-6 last:pr-6'

/** The history on a desk. The whole row leads to the payment, through the one link in it. */
export function PaymentTable({ payments }: { payments: readonly PaymentSummary[] }) {
  const { t } = useWords()
  const locale = useLocale()
  return (
    <div className="overflow-x-auto rounded-sheet border border-line bg-surface shadow-card">
      <table className="w-full text-[0.9375rem]">
        <caption className="sr-only">{t('history.title')}</caption>
        <thead className="border-b border-line">
          <tr>
            <th scope="col" className={head}>
              {t('history.payment')}
            </th>
            <th scope="col" className={head}>
              {t('history.status')}
            </th>
            <th scope="col" className={head}>
              {t('history.method')}
            </th>
            <th scope="col" className={head}>
              {t('history.date')}
            </th>
            <th scope="col" className={`${head} max-lg:hidden`}>
              {t('history.receipt')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('history.amount')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {payments.map(({ id, description, status, method, createdAt, receiptNumber, amount }) => (
            <tr key={id} className="relative transition-colors hover:bg-sunken has-focus-visible:bg-sunken">
              <td className={`${cell} w-full max-w-0`}>
                <Link
                  to={`/payments/${id}`}
                  className="block truncate font-medium after:absolute after:inset-0"
                  title={description}
                >
                  {description}
                </Link>
              </td>
              <td className={cell}>
                <Status status={status} />
              </td>
              <td className={cell}>
                <MethodName method={method} />
              </td>
              <td className={`${cell} numeric whitespace-nowrap text-soft`}>
                <time dateTime={createdAt} title={formatMoment(createdAt, locale)}>
                  {formatDate(createdAt, locale)}
                </time>
              </td>
              <td className={`${cell} numeric whitespace-nowrap text-soft max-lg:hidden`}>{receiptNumber ?? '–'}</td>
              <td className={`${cell} text-right`}>
                <Amount money={amount} className="font-semibold" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
