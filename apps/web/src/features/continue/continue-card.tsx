import { formatMoney } from '@azora/contract/format-money'
import type { LinkedPayment } from '@azora/payments-client'
import type { PaymentStatus } from '@azora/contract/payment-status'
import type { usePaymentLink } from '@azora/payments-client/react'
import clsx from 'clsx'
import { Check, Clock, LoaderCircle, type LucideIcon, ShieldCheck, X } from 'lucide-react'
import { useLocale } from '../../lib/use-locale.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { Card } from '../../ui/card.tsx'
import { Live } from '../../ui/live.tsx'
import type { WordKey } from '../../words/translate.ts'
import { useWords } from '../../words/use-words.ts'
import { ConfirmAction } from './confirm-action.tsx'
import { ContinueFacts } from './continue-facts.tsx'

interface Look {
  icon: LucideIcon
  tone: string
  title: WordKey
  text: WordKey
}

const waiting: Look = {
  icon: ShieldCheck,
  tone: 'bg-caution-soft text-caution',
  title: 'link.waitTitle',
  text: 'link.waitText',
}

const looks: Record<PaymentStatus, Look> = {
  requires_payment_method: waiting,
  requires_action: waiting,
  processing: {
    icon: LoaderCircle,
    tone: 'bg-info-soft text-info',
    title: 'result.confirmingTitle',
    text: 'result.confirmingText',
  },
  requires_capture: {
    icon: Clock,
    tone: 'bg-info-soft text-info',
    title: 'result.authorizedTitle',
    text: 'result.authorizedText',
  },
  succeeded: { icon: Check, tone: 'bg-success text-on-accent', title: 'result.paidTitle', text: 'result.paidText' },
  canceled: { icon: X, tone: 'bg-sunken text-soft', title: 'result.canceledTitle', text: 'result.canceledText' },
}

export type OpenLink = ReturnType<typeof usePaymentLink> & { data: LinkedPayment }

/** The payment behind a link: what is to be confirmed, the button for it, and what became of it, live. */
export function ContinueCard({ link }: { link: OpenLink }) {
  const { t } = useWords()
  const locale = useLocale()
  const { status, amount, merchant } = link.data
  const { icon: Icon, tone, title, text } = looks[status]
  const isWaiting = looks[status] === waiting
  usePageTitle(t(title))
  return (
    <Card className="mx-auto max-w-lg px-6 py-10 text-center sm:px-10">
      <Live>
        <span key={title} className={clsx('appear mx-auto mb-5 grid size-16 place-items-center rounded-full', tone)}>
          <Icon
            aria-hidden
            className={clsx('size-8', Icon === LoaderCircle && 'animate-spin motion-reduce:animate-none')}
            strokeWidth={2.25}
          />
        </span>
        <h1 className="text-3xl font-semibold tracking-tight text-balance">{t(title)}</h1>
        <p className="mt-3 text-balance text-soft">{t(text, { merchant, amount: formatMoney(amount, locale) })}</p>
      </Live>
      <ContinueFacts payment={link.data} />
      {isWaiting && <ConfirmAction link={link} />}
    </Card>
  )
}
