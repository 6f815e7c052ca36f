import { isRefusal, refusalOf, refusalText } from '@azora/payments-client'
import { SearchX } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { Link } from 'react-router'
import { Button } from './button.tsx'
import { FailedState } from './failed-state.tsx'
import { MessageState } from './message-state.tsx'

/** A payment that is not there, or not the reader's: the same page, so that nobody can tell which. */
export function PaymentFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t, language } = useWords()
  const wayOut = (
    <Button asChild>
      <Link to="/payments">{t('state.backToPayments')}</Link>
    </Button>
  )
  const refusal = refusalOf(error)
  const isMissing = isRefusal(error, 'payment_not_found') || isRefusal(error, 'input_invalid')
  if (!refusal || !isMissing) {
    return (
      <FailedState error={error} onRetry={onRetry} level={1}>
        {wayOut}
      </FailedState>
    )
  }
  return (
    <MessageState
      icon={SearchX}
      title={t('app.notFoundTitle')}
      text={refusal.code === 'payment_not_found' ? refusalText(refusal, language) : t('app.notFoundText')}
      level={1}
    >
      {wayOut}
    </MessageState>
  )
}
