import { refusalText } from '@azora/payments-client'
import type { useCheckout } from '@azora/payments-client/react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'

interface CheckoutNoticeProps {
  checkout: ReturnType<typeof useCheckout>
  isOnline: boolean
  isElsewhere: boolean
  hasFormFailed: boolean
}

/** Why paying did not work, in words that say what to do next. Shows the one thing that matters most. */
export function CheckoutNotice({ checkout, isOnline, isElsewhere, hasFormFailed }: CheckoutNoticeProps) {
  const { t, i18n } = useTranslation()
  const { state, decline, refusal } = checkout
  if (!isOnline) return <Notice tone="caution">{t('checkout.offline')}</Notice>
  if (hasFormFailed) {
    return (
      <Notice tone="danger" title={t('checkout.formFailedTitle')}>
        {t('checkout.formFailedText')}
      </Notice>
    )
  }
  if (isElsewhere) {
    return (
      <Notice tone="info" title={t('checkout.elsewhereTitle')}>
        {t('checkout.elsewhereText')}
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
  if (state === 'refused' && refusal) return <Notice tone="danger">{refusalText(refusal, i18n.language)}</Notice>
  return null
}
