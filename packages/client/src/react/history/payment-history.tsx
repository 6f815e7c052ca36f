import type { PaymentSummary } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import { useState } from 'react'
import { DropIn, type DropInProps } from '../drop-in.tsx'
import { Button } from '../parts/button.tsx'
import { Failed } from '../parts/failed.tsx'
import { Live } from '../parts/live.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePaymentHistory } from '../use-payment-history.ts'
import { useTexts } from '../use-texts.ts'
import { LoadMore } from './load-more.tsx'
import { PaymentRow } from './payment-row.tsx'
import { StatusFilter } from './status-filter.tsx'

export interface PaymentHistoryProps extends DropInProps {
  /** Called with the payment that was chosen; without it payments are only listed. */
  onOpen?: ((payment: PaymentSummary) => void) | undefined
}

/** The shopper's payments, the newest first. `usePaymentHistory` is the same without the drawing, and filters by more. */
export function PaymentHistory({ onOpen, ...looks }: PaymentHistoryProps) {
  return (
    <DropIn name="history" {...looks}>
      <Body onOpen={onOpen} />
    </DropIn>
  )
}

function Body({ onOpen }: Pick<PaymentHistoryProps, 'onOpen'>) {
  const { words } = useTexts()
  const [status, setStatus] = useState<PaymentStatus | null>(null)
  return (
    <section aria-label={words.history.title} className="azora-history__body">
      <StatusFilter status={status} onChoose={setStatus} />
      <Payments status={status} onOpen={onOpen} onClear={() => setStatus(null)} />
    </section>
  )
}

interface PaymentsProps extends Pick<PaymentHistoryProps, 'onOpen'> {
  status: PaymentStatus | null
  onClear: () => void
}

function Payments({ status, onOpen, onClear }: PaymentsProps) {
  const { words } = useTexts()
  const history = usePaymentHistory(status ? { status } : {})
  const { payments, error, isLoading, retry } = history
  if (!payments) return error ? <Failed error={error} isBusy={isLoading} onRetry={retry} /> : <Skeleton rows={6} />
  if (payments.length === 0) {
    return (
      <Live className="azora-history__empty">
        <p className="azora-soft">{status ? words.history.noMatch : words.history.empty}</p>
        {status && (
          <Button name="azora-history__clear" onClick={onClear}>
            {words.history.clear}
          </Button>
        )}
      </Live>
    )
  }
  return (
    <>
      <Live className="azora-hidden">{words.history.shown(payments.length)}</Live>
      <ul className="azora-list">
        {payments.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} onOpen={onOpen} />
        ))}
      </ul>
      <LoadMore history={history} />
    </>
  )
}
