import { Compass } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { Link } from 'react-router'
import { usePageTitle } from '../lib/use-page-title.ts'
import { Button } from '../ui/button.tsx'
import { MessageState } from '../ui/message-state.tsx'

export function NotFoundPage() {
  const { t } = useWords()
  usePageTitle(t('app.notFoundTitle'))
  return (
    <MessageState icon={Compass} title={t('app.notFoundTitle')} text={t('app.notFoundText')} level={1}>
      <Button asChild look="primary">
        <Link to="/">{t('state.backToShop')}</Link>
      </Button>
    </MessageState>
  )
}
