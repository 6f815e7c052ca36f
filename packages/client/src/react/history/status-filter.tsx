import { paymentStatuses, type PaymentStatus } from '@azora/contract/payment-status'
import { useId } from 'react'
import { useTexts } from '../use-texts.ts'

interface StatusFilterProps {
  status: PaymentStatus | null
  onChoose: (status: PaymentStatus | null) => void
}

/** The platform's own select, which every phone and screen reader knows. */
export function StatusFilter({ status, onChoose }: StatusFilterProps) {
  const { words } = useTexts()
  const id = useId()
  return (
    <div className="azora-filter">
      <label htmlFor={id} className="azora-filter__label">
        {words.history.status}
      </label>
      <select
        id={id}
        className="azora-filter__select"
        value={status ?? ''}
        onChange={(event) => onChoose(paymentStatuses.find((known) => known === event.target.value) ?? null)}
      >
        <option value="">{words.history.anyStatus}</option>
        {paymentStatuses.map((known) => (
          <option key={known} value={known}>
            {words.status[known]}
          </option>
        ))}
      </select>
    </div>
  )
}
