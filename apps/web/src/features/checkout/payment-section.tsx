import type { Money } from '@azora/contract/money'
import type { UseCheckout } from '@azora/payments-client/react'
import { CloudOff } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { useSessionState } from '../../lib/session-context.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PaymentForm } from './payment-form.tsx'

interface PaymentSectionProps {
  checkout: UseCheckout
  total: Money
}

/** Who pays, and the card form once Stripe's script is there. */
export function PaymentSection({ checkout, total }: PaymentSectionProps) {
  const { t } = useWords()
  const session = useSessionState()
  const { stripeJs } = checkout
  const email = session.state === 'signed_in' ? session.email : null

  return (
    <Card aria-labelledby="pay-with" className="p-5 sm:p-7">
      {email && (
        <p className="mb-6 text-[0.9375rem]">
          <span className="text-soft">{t('checkout.contact')}</span>{' '}
          <span className="font-medium break-all">{email}</span>
        </p>
      )}
      <h2 id="pay-with" className="mb-4 font-semibold">
        {t('checkout.payWith')}
      </h2>
      {stripeJs.hasFailed ? (
        <MessageState
          icon={CloudOff}
          title={t('checkout.formFailedTitle')}
          text={t('checkout.formFailedText')}
          role="alert"
        >
          <Button look="primary" onClick={stripeJs.retry}>
            {t('state.retry')}
          </Button>
        </MessageState>
      ) : (
        <PaymentForm checkout={checkout} total={total} />
      )}
    </Card>
  )
}
