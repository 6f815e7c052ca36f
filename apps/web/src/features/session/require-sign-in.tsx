import { LogIn, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Outlet, useLocation } from 'react-router'
import { useSession, useSessionState } from '../../lib/session-context.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { Button } from '../../ui/button.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { Notice } from '../../ui/notice.tsx'

interface RequireSignInProps {
  reason: 'session.needCheckout' | 'session.needHistory' | 'session.needMethods'
}

/** Shows the pages inside it to those who are signed in, and asks the others to, coming back to the same page. */
export function RequireSignIn({ reason }: RequireSignInProps) {
  const { state } = useSessionState()
  return state === 'signed_in' ? <Outlet /> : <SignInFirst reason={reason} />
}

function SignInFirst({ reason }: RequireSignInProps) {
  const { t } = useWords()
  const session = useSession()
  const { pathname, search } = useLocation()
  const [attempt, setAttempt] = useState<'none' | 'leaving' | 'failed'>('none')
  usePageTitle(t('session.needTitle'))

  const signIn = () => {
    setAttempt('leaving')
    session.signIn(pathname + search).catch(() => setAttempt('failed'))
  }
  return (
    <>
      {attempt === 'failed' && <Notice tone="danger">{t('session.unavailable')}</Notice>}
      <MessageState icon={UserRound} title={t('session.needTitle')} text={t(reason)} level={1}>
        <Button look="primary" size="large" busy={attempt === 'leaving'} onClick={signIn}>
          <LogIn aria-hidden className="size-5" />
          {t('session.signIn')}
        </Button>
      </MessageState>
    </>
  )
}
