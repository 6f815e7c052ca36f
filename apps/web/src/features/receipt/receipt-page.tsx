import { isRefusal } from '@azora/payments-client'
import { usePayments } from '@azora/payments-client/react'
import { useQuery } from '@tanstack/react-query'
import { FileClock } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { useParams } from 'react-router'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { PaymentFailed } from '../../ui/payment-failed.tsx'
import { ReceiptActions } from './receipt-actions.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'

const askAgainMs = 2_000

export default function ReceiptPage() {
  const { t } = useWords()
  const { paymentId = '' } = useParams()
  const payments = usePayments()
  const { data, error, refetch } = useQuery(
    payments.receipts.get.queryOptions(
      { paymentId },
      // It is written a moment after the payment is final, and mailed a moment after that.
      { refetchInterval: ({ state }) => (isStillComing(state.error, state.data?.mailedAt) ? askAgainMs : false) },
    ),
  )
  usePageTitle(data ? t('receipt.numbered', { number: data.data.number }) : t('receipt.title'))

  const back = <BackLink to={`/payments/${paymentId}`}>{t('result.seePayment')}</BackLink>
  if (data) {
    return (
      <>
        <div className="no-print mb-6 flex flex-wrap items-center justify-between gap-4">
          {back}
          <ReceiptActions paymentId={paymentId} />
        </div>
        <ReceiptSheet receipt={data} />
      </>
    )
  }
  if (isRefusal(error, 'receipt_not_found')) {
    return (
      <MessageState icon={FileClock} title={t('receipt.notYetTitle')} text={t('receipt.notYetText')} level={1} isLive>
        {back}
      </MessageState>
    )
  }
  return error ? <PaymentFailed error={error} onRetry={() => void refetch()} /> : <PageSkeleton />
}

const isStillComing = (error: unknown, mailedAt: string | null | undefined): boolean =>
  mailedAt === null || isRefusal(error, 'receipt_not_found')
