import type { PublicConfig } from '@azora/contract/public-config'
import { createPaymentsClient } from '@azora/payments-client'
import { PaymentsProvider } from '@azora/payments-client/react'
import { StrictMode, useEffect, useState } from 'react'
import { BrowserRouter } from 'react-router'
import { ConfigContext } from '../lib/config-context.ts'
import { createQueryClient } from '../lib/create-query-client.ts'
import { SessionContext } from '../lib/session-context.ts'
import { createSession } from '../lib/session.ts'
import { useLocale } from '../lib/use-locale.ts'
import { currentLanguage } from '../words/language.ts'
import { AppRoutes } from './routes.tsx'

/** The pages with everything that they stand on. */
export function App({ config }: { config: PublicConfig }) {
  const locale = useLocale()
  const [{ session, client, queryClient }] = useState(() => startServices(config))

  useEffect(
    () =>
      session.subscribe(() => {
        // Nothing of one shopper stays on the screen for the next.
        if (session.get().state === 'anonymous') queryClient.clear()
      }),
    [session, queryClient],
  )

  return (
    <StrictMode>
      <ConfigContext value={config}>
        <SessionContext value={session}>
          <PaymentsProvider client={client} queryClient={queryClient} config={config} locale={locale}>
            <BrowserRouter>
              <AppRoutes />
            </BrowserRouter>
          </PaymentsProvider>
        </SessionContext>
      </ConfigContext>
    </StrictMode>
  )
}

function startServices(config: PublicConfig) {
  const session = createSession(config.signIn)
  const client = createPaymentsClient({
    url: `${location.origin}/trpc`,
    getToken: session.getToken,
    getLanguage: () => currentLanguage.get().language,
  })
  return { session, client, queryClient: createQueryClient() }
}
