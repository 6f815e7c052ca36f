import type { TimelineEntry } from '@azora/contract/payment'
import clsx from 'clsx'
import { useWords } from '../words/use-words.ts'
import { formatMoment, formatTime } from '../lib/format-date.ts'
import { useLocale } from '../lib/use-locale.ts'

const tones: Partial<Record<TimelineEntry['kind'], string>> = {
  succeeded: 'bg-success',
  authorized: 'bg-info',
  declined: 'bg-danger',
  canceled: 'bg-line-strong',
  action_required: 'bg-caution',
}

/** What happened, newest last. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useWords()
  const locale = useLocale()
  return (
    <ol>
      {entries.map(({ kind, at }, index) => (
        <li key={`${kind} ${at}`} className="relative flex gap-4 pb-5 last:pb-0">
          {index < entries.length - 1 && (
            <span aria-hidden className="absolute top-3 bottom-[-0.75rem] left-[5px] w-0.5 bg-line" />
          )}
          <span
            aria-hidden
            className={clsx(
              'relative mt-1.5 size-3 shrink-0 rounded-full ring-4 ring-surface',
              tones[kind] ?? 'bg-line-strong',
            )}
          />
          <span className="flex flex-1 flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">{t(`timeline.${kind}`)}</span>
            <time dateTime={at} title={formatMoment(at, locale)} className="numeric text-sm text-soft">
              {formatTime(at, locale)}
            </time>
          </span>
        </li>
      ))}
    </ol>
  )
}
