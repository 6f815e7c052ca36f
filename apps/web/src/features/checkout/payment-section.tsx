import type { Money } from '@azora/contract/money'
import type { Cart } from '@azora/contract/quote'
import { Elements } from '@stripe/react-stripe-js'
import type { StripeElementLocale, StripeElementsOptionsMode } from '@stripe/stripe-js'
import { CloudOff } from 'lucide-react'
import { useMemo } from 'react'
import { useWords } from '../../words/use-words.ts'
import { useSessionState } from '../../lib/session-context.ts'
import { useTheme } from '../../lib/theme.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { CardFormSkeleton } from './card-form-skeleton.tsx'
import { PaymentForm } from './payment-form.tsx'
import { stripeAppearance } from './stripe-appearance.ts'
import { useStripeJs } from '../../lib/use-stripe-js.ts'

interface PaymentSectionProps {
  cart: Cart
  total: Money
  /** The total shown is being worked out again. */
  isPricing: boolean
}

/** Who pays, and the card form once Stripe's script is there. */
export function PaymentSection({ cart, total, isPricing }: PaymentSectionProps) {
  const { t, language } = useWords()
  const session = useSessionState()
  const { isDark } = useTheme()
  const stripeJs = useStripeJs()
  const options = useMemo(
    (): StripeElementsOptionsMode => ({
      mode: 'payment',
      amount: total.amountMinor,
      currency: total.currency,
      appearance: stripeAppearance(isDark),
      // Our languages are among Stripe's.
      locale: language as StripeElementLocale,
    }),
    [total.amountMinor, total.currency, isDark, language],
  )
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
      {stripeJs.isError ? (
        <MessageState
          icon={CloudOff}
          title={t('checkout.formFailedTitle')}
          text={t('checkout.formFailedText')}
          role="alert"
        >
          <Button look="primary" onClick={() => void stripeJs.refetch()}>
            {t('state.retry')}
          </Button>
        </MessageState>
      ) : stripeJs.data ? (
        <Elements stripe={stripeJs.data} options={options}>
          <PaymentForm cart={cart} total={total} isPricing={isPricing} />
        </Elements>
      ) : (
        <CardFormSkeleton />
      )}
    </Card>
  )
}
