import type { PaymentStatus } from '@azora/contract/payment-status'
import { useTexts } from '../use-texts.ts'
import { Icon } from './icon.tsx'

const looks = {
  processing: { icon: 'clock', tone: 'info' },
  requires_payment_method: { icon: 'alert', tone: 'danger' },
  requires_action: { icon: 'alert', tone: 'caution' },
  requires_capture: { icon: 'clock', tone: 'info' },
  succeeded: { icon: 'check', tone: 'success' },
  canceled: { icon: 'cross', tone: 'soft' },
} as const

/** Where a payment stands: a word, a sign and a colour, never the colour alone. */
export function StatusBadge({ status }: { status: PaymentStatus }) {
  const { words } = useTexts()
  const { icon, tone } = looks[status]
  return (
    <span className={`azora-badge azora-badge--${tone} azora-status`}>
      <Icon name={icon} />
      {words.status[status]}
    </span>
  )
}
