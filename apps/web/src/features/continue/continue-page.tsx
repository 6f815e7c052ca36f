import { isRefusal, refusalOf, refusalText } from '@azora/payments-client'
import { usePaymentLink } from '@azora/payments-client/react'
import { Unlink } from 'lucide-react'
import { useParams } from 'react-router'
import { FailedState } from '../../ui/failed-state.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { useWords } from '../../words/use-words.ts'
import { ContinueCard } from './continue-card.tsx'

/** Where the link of a mail leads: a payment that the bank wants confirmed, for whoever holds the link. */
export default function ContinuePage() {
  const { token = '' } = useParams()
  const link = usePaymentLink(token)
  const { t, language } = useWords()

  if (link.data) return <ContinueCard link={{ ...link, data: link.data }} />
  if (!link.error) return <PageSkeleton />
  const refusal = refusalOf(link.error)
  const isDead = isRefusal(link.error, 'link_not_found') || isRefusal(link.error, 'link_expired')
  if (!refusal || !isDead) return <FailedState error={link.error} onRetry={() => void link.refetch()} level={1} />
  const isExpired = refusal.code === 'link_expired'
  return (
    <MessageState
      icon={Unlink}
      title={isExpired ? refusalText(refusal, language) : t('link.deadTitle')}
      text={isExpired ? t('link.expiredText') : refusalText(refusal, language)}
      level={1}
    />
  )
}
