import { Suspense } from 'react'
import { useWords } from '../words/use-words.ts'
import { Outlet, useLocation } from 'react-router'
import { PageSkeleton } from '../ui/page-skeleton.tsx'
import { Boundary } from './boundary.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { SandboxBanner } from './sandbox-banner.tsx'
import { usePageFocus } from './use-page-focus.ts'

/** What is around every page. */
export function Layout() {
  const { t } = useWords()
  const { pathname } = useLocation()
  const mainRef = usePageFocus()
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('app.skip')}
      </a>
      <SandboxBanner />
      <Header />
      <OfflineNotice />
      <main ref={mainRef} id="main" tabIndex={-1} className="page flex-1 py-8 md:py-12">
        <Boundary key={pathname}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
      <Footer />
    </div>
  )
}
