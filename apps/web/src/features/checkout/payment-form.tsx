import { formatMoney } from '@azora/contract/format-money'
import type { Money } from '@azora/contract/money'
import { PaymentFields, type UseCheckout } from '@azora/payments-client/react'
import { Lock } from 'lucide-react'
import { type FormEvent, useEffect } from 'react'
import type { WordKey } from '../../words/translate.ts'
import { useWords } from '../../words/use-words.ts'
import { useNavigate } from 'react-router'
import { rememberOrder } from '../../lib/pending-order.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { useOnline } from '../../lib/use-online.ts'
import { Button } from '../../ui/button.tsx'
import { CheckoutNotice } from './checkout-notice.tsx'
import { CardFormSkeleton } from './card-form-skeleton.tsx'

interface PaymentFormProps {
  checkout: UseCheckout
  total: Money
}

const busyWords: Partial<Record<UseCheckout['state'], WordKey>> = {
  confirming: 'checkout.paying',
  action: 'checkout.acting',
  settling: 'checkout.settling',
  paid: 'checkout.settling',
}

/** The card form and the button that pays. Leaves for the result page once the money is on its way. */
export function PaymentForm({ checkout, total }: PaymentFormProps) {
  const { t } = useWords()
  const locale = useLocale()
  const navigate = useNavigate()
  const isOnline = useOnline()
  const { state, payment, form } = checkout
  const paymentId = payment?.id
  const busyWord = busyWords[state]
  const isOnItsWay = state === 'paid' || (state === 'settling' && payment?.status !== 'requires_action')

  useEffect(() => {
    if (paymentId !== undefined) rememberOrder(paymentId)
  }, [paymentId])

  useEffect(() => {
    if (paymentId === undefined || !isOnItsWay) return
    void navigate(`/payments/${paymentId}/result`, { replace: true })
  }, [isOnItsWay, paymentId, navigate])

  const pay = (event: FormEvent) => {
    event.preventDefault()
    if (isOnline) void checkout.submit()
  }

  return (
    <form onSubmit={pay} noValidate>
      <div className="relative min-h-64">
        {form.status === 'loading' && (
          <div className="absolute inset-0">
            <CardFormSkeleton />
          </div>
        )}
        <PaymentFields checkout={checkout} />
      </div>
      <div className="mt-5 grid gap-4">
        <CheckoutNotice checkout={checkout} isOnline={isOnline} hasFormFailed={form.status === 'failed'} />
        <Button
          type="submit"
          look="primary"
          size="large"
          busy={busyWord !== undefined || state === 'pricing'}
          disabled={!isOnline || form.status !== 'ready'}
          className="numeric w-full text-lg"
        >
          {busyWord ? t(busyWord) : t('checkout.pay', { amount: formatMoney(total, locale) })}
        </Button>
        <p className="flex items-center justify-center gap-2 text-sm text-soft">
          <Lock aria-hidden className="size-4" />
          {t('checkout.secure')}
        </p>
      </div>
    </form>
  )
}
