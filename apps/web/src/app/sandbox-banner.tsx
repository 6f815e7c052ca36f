import { FlaskConical } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { useConfig } from '../lib/config-context.ts'
import { Popover } from '../ui/popover.tsx'

const cards = [
  { number: '4242 4242 4242 4242', words: 'app.cardSucceeds' },
  { number: '4000 0025 0000 3155', words: 'app.cardChallenge' },
  { number: '4000 0000 0000 9995', words: 'app.cardNoFunds' },
  { number: '4000 0000 0000 0069', words: 'app.cardExpired' },
] as const

/** In the sandbox only: says that nothing is real, and which cards to try. */
export function SandboxBanner() {
  const { t } = useWords()
  const { stripeJsUrl } = useConfig()
  if (stripeJsUrl === null) return null
  return (
    <aside aria-label={t('app.sandboxName')} className="no-print border-b border-line bg-caution-soft text-caution">
      <div className="page flex items-center justify-between gap-x-4 py-1 text-sm">
        <p className="flex items-center gap-2 font-medium">
          <FlaskConical aria-hidden className="size-4 shrink-0" />
          {t('app.sandbox')}
        </p>
        <Popover
          trigger={t('app.sandboxCards')}
          triggerClassName="min-h-8 shrink-0 rounded-control font-semibold underline decoration-1 underline-offset-4"
          className="w-88 p-5"
        >
          <h2 className="font-semibold">{t('app.sandboxCards')}</h2>
          <ul className="mt-3 grid gap-2.5">
            {cards.map(({ number, words }) => (
              <li key={number} className="text-sm">
                <span className="numeric block text-base font-medium select-all">{number}</span>
                <span className="text-soft">{t(words)}</span>
              </li>
            ))}
          </ul>
          <p className="mt-4 text-sm text-soft">{t('app.sandboxIntro')}</p>
        </Popover>
      </div>
    </aside>
  )
}
