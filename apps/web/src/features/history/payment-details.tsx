import type { Payment } from '@azora/contract/payment'
import { Check, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { MethodName } from '../../ui/method-name.tsx'

export function PaymentDetails({ payment }: { payment: Payment }) {
  const { t } = useWords()
  const locale = useLocale()
  const { id, method, createdAt, receiptNumber } = payment
  return (
    <dl className="grid gap-4 text-[0.9375rem]">
      <Detail name={t('history.method')}>
        <MethodName method={method} />
      </Detail>
      <Detail name={t('payment.date')}>
        <time dateTime={createdAt} className="numeric">
          {formatMoment(createdAt, locale)}
        </time>
      </Detail>
      <Detail name={t('payment.receipt')}>
        {receiptNumber === null ? (
          <span className="text-soft">–</span>
        ) : (
          <Link
            to={`/payments/${id}/receipt`}
            aria-label={t('payment.viewReceipt', { number: receiptNumber })}
            className="numeric font-medium text-accent underline-offset-4 hover:underline"
          >
            {receiptNumber}
          </Link>
        )}
      </Detail>
      <Detail name={t('payment.id')}>
        <span className="flex items-center gap-1">
          <span className="numeric text-sm break-all text-soft">{id}</span>
          <CopyButton text={id} />
        </span>
      </Detail>
    </dl>
  )
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  )
}

function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  const Icon = isCopied ? Check : Copy
  return (
    <button
      type="button"
      aria-label={isCopied ? t('payment.copied') : t('payment.copy')}
      onClick={() => void copy()}
      className="grid size-11 shrink-0 place-items-center rounded-control text-soft transition-colors hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  )
}
