import { WifiOff } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { useOnline } from '../lib/use-online.ts'
import { Live } from '../ui/live.tsx'

/** Says that the connection is gone, for as long as it is. */
export function OfflineNotice() {
  const { t } = useWords()
  const isOnline = useOnline()
  return (
    <Live className="no-print">
      {!isOnline && (
        <p className="bg-caution-soft text-caution">
          <span className="page flex items-center gap-2 py-2.5 text-sm font-medium">
            <WifiOff aria-hidden className="size-4 shrink-0" />
            {t('app.offline')}
          </span>
        </p>
      )}
    </Live>
  )
}
