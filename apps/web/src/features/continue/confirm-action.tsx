import { refusalText } from '@azora/payments-client'
import { useStripeJs } from '@azora/payments-client/react'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/use-words.ts'
import type { OpenLink } from './continue-card.tsx'

/** The button that opens the bank's window, and what stood in its way so far. */
export function ConfirmAction({ link }: { link: OpenLink }) {
  const { t } = useWords()
  const stripeJs = useStripeJs()
  const { isConfirming, confirm } = link
  const click = () => {
    if (stripeJs.hasFailed) stripeJs.retry()
    else if (stripeJs.stripe) void confirm(stripeJs.stripe)
  }
  return (
    <div className="mt-8 grid gap-4 text-left">
      <WhatStoodInTheWay link={link} hasFailedToLoad={stripeJs.hasFailed} />
      <Button look="primary" size="large" className="w-full" busy={isConfirming || stripeJs.isLoading} onClick={click}>
        {isConfirming ? t('checkout.acting') : stripeJs.hasFailed ? t('state.retry') : t('link.confirm')}
      </Button>
      <p className="text-center text-sm text-balance text-soft">{t('link.unexpected')}</p>
    </div>
  )
}

function WhatStoodInTheWay({ link, hasFailedToLoad }: { link: OpenLink; hasFailedToLoad: boolean }) {
  const { t, language } = useWords()
  const { problem, isConfirming } = link
  const { status, decline } = link.data
  if (isConfirming) return null
  if (hasFailedToLoad) return <Notice tone="danger">{t('link.unreachable')}</Notice>
  if (problem) {
    const text = problem.kind === 'refused' ? refusalText(problem.refusal, language) : t('link.unreachable')
    return <Notice tone="danger">{text}</Notice>
  }
  if (status !== 'requires_payment_method' || !decline || decline.reason === 'authentication_required') return null
  // Another card, which the checkout would offer here, is not to be had behind a link.
  const word = decline.reason === 'authentication_failed' ? 'link.notConfirmed' : (`decline.${decline.reason}` as const)
  return <Notice tone="danger">{t(word)}</Notice>
}
