import type { PaymentSummary } from '@azora/contract/payment'
import { MethodLabel } from '../parts/method-label.tsx'
import { Moment } from '../parts/moment.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { useTexts } from '../use-texts.ts'

interface PaymentRowProps {
  payment: PaymentSummary
  onOpen: ((payment: PaymentSummary) => void) | undefined
}

/** One payment in two lines. All of it is the button, where there is something to open. */
export function PaymentRow({ payment, onOpen }: PaymentRowProps) {
  const { words, money } = useTexts()
  const { description, amount, status, method, createdAt, refundedMinor } = payment
  const content = (
    <>
      <span className="azora-payment__line">
        <span className="azora-payment__name">{description}</span>
        <span className="azora-amount azora-strong">{money(amount)}</span>
      </span>
      <span className="azora-payment__line">
        <span className="azora-payment__facts">
          <Moment at={createdAt} />
          {method && <MethodLabel method={method} />}
          {refundedMinor > 0 && <span>{words.history.refunded(money({ ...amount, amountMinor: refundedMinor }))}</span>}
        </span>
        <StatusBadge status={status} />
      </span>
    </>
  )
  return (
    <li className="azora-payment">
      {onOpen ? (
        <button type="button" className="azora-payment__open" onClick={() => onOpen(payment)}>
          {content}
        </button>
      ) : (
        <div className="azora-payment__open">{content}</div>
      )}
    </li>
  )
}
