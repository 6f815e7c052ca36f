import { useTexts } from '../use-texts.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Something did not load: why, and a way to try again. */
export function Failed({ error, isBusy, onRetry }: { error: unknown; isBusy?: boolean; onRetry: () => void }) {
  const { words, error: textOf } = useTexts()
  return (
    <div className="azora-failed">
      <Notice tone="danger">{textOf(error)}</Notice>
      <Button name="azora-failed__retry" isBusy={isBusy ?? false} onClick={onRetry}>
        {words.common.retry}
      </Button>
    </div>
  )
}
