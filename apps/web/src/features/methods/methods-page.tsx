import { useSavedMethods } from '@azora/payments-client/react'
import { WalletCards } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { Button } from '../../ui/button.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Live } from '../../ui/live.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { useWords } from '../../words/use-words.ts'
import { MethodRow } from './method-row.tsx'
import { MethodsSkeleton } from './methods-skeleton.tsx'
import { WaitingRow } from './waiting-row.tsx'

/** What a shopper has saved: see it, choose the default, remove it. */
export default function MethodsPage() {
  const { t } = useWords()
  usePageTitle(t('methods.title'))
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeading title={t('methods.title')} text={t('methods.intro')} />
      <Methods />
    </div>
  )
}

function Methods() {
  const [news, setNews] = useState('')
  const { methods, waiting, error, retry } = useSavedMethods()

  if (!methods) return error ? <FailedState error={error} onRetry={retry} /> : <MethodsSkeleton />
  return (
    <>
      <Live as="p" className="sr-only">
        {news}
      </Live>
      {methods.length + waiting.length === 0 ? (
        <NoMethods />
      ) : (
        <ul className="divide-y divide-line rounded-sheet border border-line bg-surface shadow-card">
          {methods.map((method) => (
            <MethodRow key={method.id} method={method} onNews={setNews} />
          ))}
          {waiting.map((setup) => (
            <WaitingRow key={setup.id} setup={setup} />
          ))}
        </ul>
      )}
    </>
  )
}

function NoMethods() {
  const { t } = useWords()
  return (
    <MessageState icon={WalletCards} title={t('methods.emptyTitle')} text={t('methods.emptyText')}>
      <Button asChild look="primary">
        <Link to="/">{t('state.backToShop')}</Link>
      </Button>
    </MessageState>
  )
}
