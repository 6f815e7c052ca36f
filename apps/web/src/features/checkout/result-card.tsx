import { formatMoney } from '@azora/contract/format-money'
import type { Payment } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import clsx from 'clsx'
import { Check, Clock, LoaderCircle, type LucideIcon, ShieldAlert, X } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { Card } from '../../ui/card.tsx'
import { ResultActions } from './result-actions.tsx'
import { ResultFacts } from './result-facts.tsx'
import { Live } from '../../ui/live.tsx'

const looks = {
  succeeded: { icon: Check, tone: 'bg-success text-on-accent', title: 'result.paidTitle' },
  processing: { icon: LoaderCircle, tone: 'bg-info-soft text-info', title: 'result.confirmingTitle' },
  requires_action: { icon: ShieldAlert, tone: 'bg-caution-soft text-caution', title: 'result.actionTitle' },
  requires_capture: { icon: Clock, tone: 'bg-info-soft text-info', title: 'result.authorizedTitle' },
  requires_payment_method: { icon: X, tone: 'bg-danger-soft text-danger', title: 'result.declinedTitle' },
  canceled: { icon: X, tone: 'bg-sunken text-soft', title: 'result.canceledTitle' },
} as const satisfies Record<PaymentStatus, { icon: LucideIcon; tone: string; title: string }>

export function ResultCard({ payment }: { payment: Payment }) {
  const { t } = useWords()
  const text = useResultText(payment)
  const { icon: Icon, tone, title } = looks[payment.status]
  usePageTitle(t(title))
  return (
    <Card className="mx-auto max-w-lg px-6 py-10 text-center sm:px-10">
      <Live>
        <span
          key={payment.status}
          className={clsx('appear mx-auto mb-5 grid size-16 place-items-center rounded-full', tone)}
        >
          <Icon
            aria-hidden
            className={clsx('size-8', Icon === LoaderCircle && 'animate-spin motion-reduce:animate-none')}
            strokeWidth={2.25}
          />
        </span>
        <h1 className="text-3xl font-semibold tracking-tight">{t(title)}</h1>
        <p className="mt-3 text-balance text-soft">{text}</p>
      </Live>
      <ResultFacts payment={payment} />
      <ResultActions payment={payment} />
    </Card>
  )
}

function useResultText({ status, amount, decline }: Payment): string {
  const { t } = useWords()
  const locale = useLocale()
  const money = { amount: formatMoney(amount, locale) }
  switch (status) {
    case 'succeeded':
      return t('result.paidText', money)
    case 'processing':
      return t('result.confirmingText')
    case 'requires_action':
      return t('result.actionText')
    case 'requires_capture':
      return t('result.authorizedText', money)
    case 'requires_payment_method':
      return t(`decline.${decline?.reason ?? 'card_declined'}`)
    case 'canceled':
      return t('result.canceledText')
  }
}
