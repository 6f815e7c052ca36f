import { useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

interface LoadMoreProps {
  hasMore: boolean
  isLoadingMore: boolean
  hasFailed: boolean
  more: () => void
}

/** The next page comes when its button scrolls into view; the button stays for the keyboard and for after a failure. */
export function LoadMore({ hasMore, isLoadingMore, hasFailed, more }: LoadMoreProps) {
  const { t } = useWords()
  const endRef = useRef<HTMLDivElement>(null)
  const canGoOn = hasMore && !isLoadingMore && !hasFailed

  useEffect(() => {
    const end = endRef.current
    if (!end || !canGoOn) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more()
      },
      { rootMargin: '200px' },
    )
    observer.observe(end)
    return () => observer.disconnect()
  }, [canGoOn, more])

  return (
    <div ref={endRef} className="flex flex-col items-center gap-4 py-8">
      {hasFailed && <Notice tone="danger">{t('state.failedText')}</Notice>}
      {hasMore ? (
        <Button busy={isLoadingMore} onClick={more}>
          {isLoadingMore ? t('history.loadingMore') : t('history.more')}
        </Button>
      ) : (
        <p className="text-sm text-soft">{t('history.end')}</p>
      )}
    </div>
  )
}
