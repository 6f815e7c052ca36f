import { useReceipt } from '@azora/payments-client/react'
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

export default function ReceiptPage() {
  const { t } = useWords()
  const { paymentId = '' } = useParams()
  const { receipt, isComing, error, retry, pdf } = useReceipt(paymentId)
  usePageTitle(receipt ? t('receipt.numbered', { number: receipt.data.number }) : t('receipt.title'))

  const back = <BackLink to={`/payments/${paymentId}`}>{t('result.seePayment')}</BackLink>
  if (receipt) {
    return (
      <>
        <div className="no-print mb-6 flex flex-wrap items-center justify-between gap-4">
          {back}
          <ReceiptActions pdf={pdf} />
        </div>
        <ReceiptSheet receipt={receipt} />
      </>
    )
  }
  if (isComing) {
    return (
      <MessageState icon={FileClock} title={t('receipt.notYetTitle')} text={t('receipt.notYetText')} level={1} isLive>
        {back}
      </MessageState>
    )
  }
  return error ? <PaymentFailed error={error} onRetry={retry} /> : <PageSkeleton />
}
