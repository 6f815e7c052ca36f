import { type RefusalReason, refusalOf, refusalText } from '@azora/payments-client'
import { CloudOff, Hand } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { MessageState } from './message-state.tsx'

interface FailedStateProps {
  error?: unknown
  /** Why we said no, where it is known without an error. */
  refusal?: RefusalReason | null
  onRetry: () => void
  /** Another way out. */
  children?: ReactNode
  level?: 1 | 2
}

/** Something did not load: the reason if we were refused, else the plain truth, and a way to try again. */
export function FailedState({ error, refusal = refusalOf(error), onRetry, children, level = 2 }: FailedStateProps) {
  const { t, language } = useWords()
  return (
    <MessageState
      icon={refusal ? Hand : CloudOff}
      title={t('state.failedTitle')}
      text={refusal ? refusalText(refusal, language) : t('state.failedText')}
      level={level}
      role="alert"
    >
      <Button look="primary" onClick={onRetry}>
        {t('state.retry')}
      </Button>
      {children}
    </MessageState>
  )
}
