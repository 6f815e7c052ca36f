import type { Payment } from '@azora/contract/payment'
import { formatMoney } from '@azora/contract/format-money'
import { isTerminal } from '@azora/contract/payment-status'
import { useFollowedPayment } from '@azora/payments-client/react'
import { FileText } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Link, useParams } from 'react-router'
import { useLocale } from '../../lib/use-locale.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { PaymentFailed } from '../../ui/payment-failed.tsx'
import { Status } from '../../ui/status.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { PaymentDetails } from './payment-details.tsx'
import { PaymentLines } from './payment-lines.tsx'
import { Live } from '../../ui/live.tsx'

export default function PaymentPage() {
  const { paymentId = '' } = useParams()
  const { data: payment, error, refetch } = useFollowedPayment(paymentId)
  if (payment) return <PaymentSheet payment={payment} />
  return error ? <PaymentFailed error={error} onRetry={() => void refetch()} /> : <PageSkeleton />
}

function PaymentSheet({ payment }: { payment: Payment }) {
  const { t } = useWords()
  const locale = useLocale()
  const { id, amount, status, description, decline, refundedMinor, receiptNumber, lineItems, timeline } = payment
  const title = t('payment.of', { amount: formatMoney(amount, locale) })
  usePageTitle(title)
  return (
    <>
      <BackLink to="/payments">{t('state.backToPayments')}</BackLink>
      <header className="mt-4 mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div>
          <h1 className="numeric text-4xl font-semibold tracking-tight md:text-5xl">
            <span className="sr-only">{title}</span>
            <span aria-hidden>{formatMoney(amount, locale)}</span>
          </h1>
          <Live className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
            <Status status={status} />
            <span className="text-soft">{description}</span>
          </Live>
          {refundedMinor > 0 && (
            <p className="mt-2 text-soft">
              {t('payment.refunded', { amount: formatMoney({ ...amount, amountMinor: refundedMinor }, locale) })}
            </p>
          )}
        </div>
        {receiptNumber !== null && (
          <Button asChild look="primary">
            <Link to={`/payments/${id}/receipt`}>
              <FileText aria-hidden className="size-4.5" />
              {t('result.seeReceipt')}
            </Link>
          </Button>
        )}
      </header>
      {decline && !isTerminal(status) && (
        <div className="mb-6">
          <Notice tone="danger" title={t('result.declinedTitle')}>
            {t(`decline.${decline.reason}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="grid gap-6">
          <Card className="p-6" aria-labelledby="items">
            <h2 id="items" className="font-semibold">
              {t('payment.items')}
            </h2>
            <PaymentLines lines={lineItems} total={amount} />
          </Card>
          <Card className="p-6" aria-labelledby="timeline">
            <h2 id="timeline" className="mb-4 font-semibold">
              {t('payment.timeline')}
            </h2>
            <Timeline entries={timeline} />
          </Card>
        </div>
        <Card className="p-6" aria-labelledby="details">
          <h2 id="details" className="mb-4 font-semibold">
            {t('payment.details')}
          </h2>
          <PaymentDetails payment={payment} />
        </Card>
      </div>
    </>
  )
}
