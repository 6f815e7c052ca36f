import { ServerCrash } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { Button } from '../ui/button.tsx'
import { MessageState } from '../ui/message-state.tsx'

/** The whole page when not even its configuration arrived. */
export function StartFailed() {
  const { t } = useWords()
  return (
    <main>
      <MessageState
        icon={ServerCrash}
        title={t('state.failedTitle')}
        text={t('state.failedText')}
        level={1}
        role="alert"
      >
        <Button look="primary" onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      </MessageState>
    </main>
  )
}
