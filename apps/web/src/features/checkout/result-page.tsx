import { useFollowedPayment } from '@azora/payments-client/react'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { finishOrder } from '../../lib/pending-order.ts'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { PaymentFailed } from '../../ui/payment-failed.tsx'
import { ResultCard } from './result-card.tsx'

/** What became of a payment, live, until it is final. */
export default function ResultPage() {
  const { paymentId = '' } = useParams()
  const { data: payment, error, refetch } = useFollowedPayment(paymentId)

  useEffect(() => {
    if (payment?.status === 'succeeded') finishOrder(payment.id)
  }, [payment])

  if (payment) return <ResultCard payment={payment} />
  return error ? <PaymentFailed error={error} onRetry={() => void refetch()} /> : <PageSkeleton />
}
