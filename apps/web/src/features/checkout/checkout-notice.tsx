import { refusalText } from '@azora/payments-client'
import type { UseCheckout } from '@azora/payments-client/react'
import { useWords } from '../../words/use-words.ts'
import { Notice } from '../../ui/notice.tsx'

interface CheckoutNoticeProps {
  checkout: UseCheckout
  isOnline: boolean
  hasFormFailed: boolean
}

/** Why paying did not work, in words that say what to do next. Shows the one thing that matters most. */
export function CheckoutNotice({ checkout, isOnline, hasFormFailed }: CheckoutNoticeProps) {
  const { t, language } = useWords()
  const { state, decline, refusal, problem } = checkout
  if (!isOnline) return <Notice tone="caution">{t('checkout.offline')}</Notice>
  if (hasFormFailed) {
    return (
      <Notice tone="danger" title={t('checkout.formFailedTitle')}>
        {t('checkout.formFailedText')}
      </Notice>
    )
  }
  if (state === 'declined' && decline) {
    return (
      <Notice tone="danger">
        <p className="font-medium">{t(`decline.${decline.reason}`)}</p>
        <p className="mt-1">{t('checkout.declinedAgain')}</p>
      </Notice>
    )
  }
  if (state === 'refused' && refusal) return <Notice tone="danger">{refusalText(refusal, language)}</Notice>
  if (problem?.kind === 'unreachable') return <Notice tone="caution">{t('checkout.unreachable')}</Notice>
  if (problem) return <Notice tone="danger">{problem.message ?? t('checkout.stripeProblem')}</Notice>
  return null
}
