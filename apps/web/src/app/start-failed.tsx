import { ServerCrash } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { MessageState } from '../ui/message-state.tsx'

/** The whole page when not even its configuration arrived. */
export function StartFailed() {
  const { t } = useTranslation()
  return (
    <main>
      <MessageState icon={ServerCrash} title={t('state.failedTitle')} text={t('state.failedText')} level={1} role="alert">
        <Button look="primary" onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      </MessageState>
    </main>
  )
}
