import { useQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { useEffect } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Link, useNavigate } from 'react-router'
import { useSession } from '../../lib/session-context.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { Button } from '../../ui/button.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { Live } from '../../ui/live.tsx'

/** Where the provider sends people back to. The code in the address works once, so it is redeemed once. */
export function CallbackPage() {
  const { t } = useWords()
  const session = useSession()
  const navigate = useNavigate()
  const { data: returnTo, isError } = useQuery({
    queryKey: ['sign-in', location.search],
    queryFn: () => session.completeSignIn(),
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  })
  usePageTitle(t('session.signIn'))

  useEffect(() => {
    if (returnTo !== undefined) void navigate(returnTo, { replace: true })
  }, [returnTo, navigate])

  if (isError) {
    return (
      <MessageState
        icon={UserRoundX}
        title={t('session.failedTitle')}
        text={t('session.failedText')}
        level={1}
        role="alert"
      >
        <Button look="primary" onClick={() => void session.signIn('/')}>
          {t('session.signIn')}
        </Button>
        <Button asChild>
          <Link to="/">{t('state.backToShop')}</Link>
        </Button>
      </MessageState>
    )
  }
  return (
    <Live as="p" className="py-20 text-center text-soft">
      {t('session.working')}
    </Live>
  )
}
