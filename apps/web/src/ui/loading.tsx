import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The shape of what is coming, said once to those who do not see it. */
export function Loading({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy>
      <span className="sr-only">{t('app.loading')}</span>
      <div aria-hidden>{children}</div>
    </div>
  )
}
