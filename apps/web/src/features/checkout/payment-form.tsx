import { formatMoney, type Money } from '@azora/contract/money'
import type { Cart } from '@azora/contract/quote'
import { useCheckout } from '@azora/payments-client/react'
import { PaymentElement } from '@stripe/react-stripe-js'
import { Lock } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { finishOrder, rememberOrder } from '../../lib/pending-order.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { useOnline } from '../../lib/use-online.ts'
import { Button } from '../../ui/button.tsx'
import { CheckoutNotice } from './checkout-notice.tsx'
import { CardFormSkeleton } from './card-form-skeleton.tsx'
import { payInOneTab } from './pay-in-one-tab.ts'

interface PaymentFormProps {
  cart: Cart
  total: Money
  isPricing: boolean
}

const busyWords = {
  confirming: 'checkout.paying',
  action: 'checkout.acting',
  settling: 'checkout.settling',
  paid: 'checkout.settling',
} as const

/** The card form and the button that pays. Leaves for the result page once the money is on its way. */
export function PaymentForm({ cart, total, isPricing }: PaymentFormProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const navigate = useNavigate()
  const isOnline = useOnline()
  const checkout = useCheckout({ cart })
  const [isElsewhere, setIsElsewhere] = useState(false)
  const [form, setForm] = useState<'loading' | 'ready' | 'failed'>('loading')
  const { state, payment } = checkout
  const paymentId = payment?.id
  const isBusy = state in busyWords

  useEffect(() => {
    if (paymentId !== undefined) rememberOrder(paymentId)
  }, [paymentId])

  useEffect(() => {
    if (paymentId === undefined || (state !== 'settling' && state !== 'paid')) return
    if (state === 'paid') finishOrder(paymentId)
    void navigate(`/payments/${paymentId}/result`, { replace: true })
  }, [state, paymentId, navigate])

  const pay = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy || isPricing || !isOnline || form !== 'ready') return
    setIsElsewhere(!(await payInOneTab(checkout.submit)))
  }

  return (
    <form onSubmit={(event) => void pay(event)} noValidate>
      <div className="relative min-h-64">
        {form === 'loading' && (
          <div className="absolute inset-0">
            <CardFormSkeleton />
          </div>
        )}
        <PaymentElement
          options={{ layout: 'tabs' }}
          onReady={() => setForm('ready')}
          onLoadError={() => setForm('failed')}
        />
      </div>
      <div className="mt-5 grid gap-4">
        <CheckoutNotice checkout={checkout} isOnline={isOnline} isElsewhere={isElsewhere} hasFormFailed={form === 'failed'} />
        <Button
          type="submit"
          look="primary"
          size="large"
          busy={isBusy || isPricing}
          disabled={!isOnline || form !== 'ready'}
          className="numeric w-full text-lg"
        >
          {isBusy ? t(busyWords[state as keyof typeof busyWords]) : t('checkout.pay', { amount: formatMoney(total, locale) })}
        </Button>
        <p className="flex items-center justify-center gap-2 text-sm text-soft">
          <Lock aria-hidden className="size-4" />
          {t('checkout.secure')}
        </p>
      </div>
    </form>
  )
}
