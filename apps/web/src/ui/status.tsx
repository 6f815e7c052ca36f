import type { PaymentStatus } from '@azora/contract/payment-status'
import clsx from 'clsx'
import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from 'lucide-react'
import { useWords } from '../words/use-words.ts'

const looks: Record<PaymentStatus, { icon: LucideIcon; tone: string }> = {
  processing: { icon: CircleDashed, tone: 'bg-info-soft text-info' },
  requires_payment_method: { icon: CircleX, tone: 'bg-danger-soft text-danger' },
  requires_action: { icon: CircleAlert, tone: 'bg-caution-soft text-caution' },
  requires_capture: { icon: CircleCheck, tone: 'bg-info-soft text-info' },
  succeeded: { icon: CircleCheck, tone: 'bg-success-soft text-success' },
  canceled: { icon: CircleSlash, tone: 'bg-sunken text-soft' },
}

/** Where a payment stands: a word, a sign and a colour, never the colour alone. */
export function Status({ status, className }: { status: PaymentStatus; className?: string }) {
  const { t } = useWords()
  const { icon: Icon, tone } = looks[status]
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full align-middle py-0.5 pr-2.5 pl-2 text-sm font-medium whitespace-nowrap',
        tone,
        className,
      )}
    >
      <Icon aria-hidden className="size-4" />
      {t(`status.${status}`)}
    </span>
  )
}
