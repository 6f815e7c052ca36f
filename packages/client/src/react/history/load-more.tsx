import { useEffect, useRef } from 'react'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import type { UsePaymentHistory } from '../use-payment-history.ts'
import { useTexts } from '../use-texts.ts'

/** The next page by a button; at the end the focus goes to the words that stand in its place. */
export function LoadMore({ history }: { history: UsePaymentHistory }) {
  const { words, error: textOf } = useTexts()
  const { hasMore, more, isLoadingMore, error } = history
  const hasAsked = useRef(false)
  const end = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (!hasMore && hasAsked.current) end.current?.focus()
  }, [hasMore])

  const ask = () => {
    hasAsked.current = true
    more()
  }
  return (
    <div className="azora-history__more">
      {error !== null && (
        <Notice tone="danger" focusOn={error}>
          {textOf(error)}
        </Notice>
      )}
      {hasMore ? (
        <Button name="azora-history__next" isBusy={isLoadingMore} onClick={ask}>
          {isLoadingMore ? words.history.loadingMore : words.history.more}
        </Button>
      ) : (
        <p ref={end} tabIndex={-1} className="azora-soft">
          {words.history.end}
        </p>
      )}
    </div>
  )
}
