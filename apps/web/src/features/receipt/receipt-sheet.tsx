import type { Receipt } from '@azora/contract/receipt'
import { MailCheck, MailOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { formatDate, formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { Amount } from '../../ui/amount.tsx'
import { Logo } from '../../ui/logo.tsx'
import { MethodName } from '../../ui/method-name.tsx'
import { ReceiptLines } from './receipt-lines.tsx'
import { Live } from '../../ui/live.tsx'

/** The receipt as a page, made to be printed as well. */
export function ReceiptSheet({ receipt: { data, mailedAt } }: { receipt: Receipt }) {
  const { t } = useWords()
  const locale = useLocale()
  const { number, merchant, customer, issuedAt, paidAt, method, lineItems, total } = data
  const MailIcon = mailedAt === null ? MailOpen : MailCheck
  return (
    <article className="mx-auto max-w-3xl rounded-sheet border border-line bg-surface p-6 shadow-card sm:p-10 print:max-w-none print:border-0 print:p-0 print:shadow-none">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-3xl">{t('receipt.title')}</h1>
          <p className="numeric mt-1 text-soft">{number}</p>
        </div>
        <Logo className="size-11" />
      </header>

      <dl className="mt-8 grid gap-6 text-[0.9375rem] sm:grid-cols-2">
        <Fact name={t('receipt.from')}>
          <span className="font-medium">{merchant.name}</span>
          {merchant.addressLines.map((line) => (
            <span key={line} className="block text-soft">
              {line}
            </span>
          ))}
        </Fact>
        <Fact name={t('receipt.to')}>
          {customer.name && <span className="block font-medium">{customer.name}</span>}
          {customer.email && <span className="block break-all text-soft">{customer.email}</span>}
        </Fact>
        <Fact name={t('receipt.paidOn')}>{formatMoment(paidAt, locale)}</Fact>
        <Fact name={t('receipt.issuedOn')}>{formatDate(issuedAt, locale)}</Fact>
        <Fact name={t('receipt.paidWith')}>
          <MethodName method={method} />
        </Fact>
      </dl>

      <ReceiptLines lines={lineItems} currency={total.currency} />
      <p className="flex items-baseline justify-between gap-4 border-t-2 border-ink pt-4">
        <span className="font-semibold">{t('receipt.total')}</span>
        <Amount money={total} className="text-2xl font-semibold" />
      </p>

      <footer className="mt-8 grid gap-2 text-sm text-soft">
        <Live as="p" className="no-print flex items-center gap-2">
          <MailIcon aria-hidden className="size-4" />
          {mailedAt === null ? t('receipt.notMailed') : t('receipt.mailed', { date: formatMoment(mailedAt, locale) })}
        </Live>
        <p>{t('receipt.questions', { email: merchant.supportEmail })}</p>
      </footer>
    </article>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-0.5 text-sm text-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
