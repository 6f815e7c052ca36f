import { Lock } from 'lucide-react'
import { useWords } from '../words/use-words.ts'

export function Footer() {
  const { t } = useWords()
  return (
    <footer className="no-print border-t border-line">
      <p className="page flex items-start gap-2 py-6 text-sm text-soft">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t('app.footer')}
      </p>
    </footer>
  )
}
