import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { Live } from './live.tsx'

/** The shape of what is coming, said once to those who do not see it. */
export function Loading({ children }: { children: ReactNode }) {
  const { t } = useWords()
  return (
    <Live aria-busy>
      <span className="sr-only">{t('app.loading')}</span>
      <div aria-hidden>{children}</div>
    </Live>
  )
}
