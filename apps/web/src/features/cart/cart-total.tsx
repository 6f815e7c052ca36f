import type { Quote } from '@azora/contract/quote'
import { refusalOf, refusalText } from '@azora/payments-client'
import type { UseQueryResult } from '@tanstack/react-query'
import clsx from 'clsx'
import { ArrowRight } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Live } from '../../ui/live.tsx'
import { Notice } from '../../ui/notice.tsx'

interface CartTotalProps {
  hasItems: boolean
  quote: Pick<UseQueryResult<Quote, object>, 'data' | 'error' | 'isPlaceholderData' | 'refetch'>
}

/** What the server asks for the cart, and the way to pay it. */
export function CartTotal({ hasItems, quote }: CartTotalProps) {
  const { t, language } = useWords()
  const { data, error, isPlaceholderData, refetch } = quote
  const refusal = refusalOf(error)
  const canPay = hasItems && data !== undefined && !error
  return (
    <Card className="p-6 lg:sticky lg:top-24">
      <h2 className="font-semibold">{t('cart.summary')}</h2>
      <dl className="mt-4 flex items-baseline justify-between gap-4">
        <dt>
          {t('cart.total')}
          <span className="block text-sm text-soft">{t('cart.totalNote')}</span>
        </dt>
        <dd className={clsx('text-2xl font-semibold transition-opacity', isPlaceholderData && 'opacity-45')}>
          <Live as="span">
            {data && hasItems ? <Amount money={data.total} /> : <span className="skeleton inline-block h-7 w-24" />}
            {isPlaceholderData && <span className="sr-only">{t('cart.pricing')}</span>}
          </Live>
        </dd>
      </dl>
      {error && (
        <div className="mt-4">
          <Notice tone="danger">
            {refusal ? refusalText(refusal, language) : t('state.failedText')}{' '}
            {!refusal && (
              <button type="button" className="font-semibold underline" onClick={() => void refetch()}>
                {t('state.retry')}
              </button>
            )}
          </Notice>
        </div>
      )}
      {canPay ? (
        <Button asChild look="primary" size="large" className="mt-6 w-full">
          <Link to="/checkout">
            {t('cart.toCheckout')}
            <ArrowRight aria-hidden className="size-5" />
          </Link>
        </Button>
      ) : (
        <Button look="primary" size="large" className="mt-6 w-full" disabled>
          {t('cart.toCheckout')}
        </Button>
      )}
    </Card>
  )
}
