import { useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

interface LoadMoreProps {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  hasFailed: boolean
  fetchNextPage: () => Promise<unknown>
}

/** The next page comes when its button scrolls into view; the button stays for the keyboard and for after a failure. */
export function LoadMore({ hasNextPage, isFetchingNextPage, hasFailed, fetchNextPage }: LoadMoreProps) {
  const { t } = useWords()
  const endRef = useRef<HTMLDivElement>(null)
  const canGoOn = hasNextPage && !isFetchingNextPage && !hasFailed

  useEffect(() => {
    const end = endRef.current
    if (!end || !canGoOn) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void fetchNextPage()
      },
      { rootMargin: '200px' },
    )
    observer.observe(end)
    return () => observer.disconnect()
  }, [canGoOn, fetchNextPage])

  return (
    <div ref={endRef} className="flex flex-col items-center gap-4 py-8">
      {hasFailed && <Notice tone="danger">{t('state.failedText')}</Notice>}
      {hasNextPage ? (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? t('history.loadingMore') : t('history.more')}
        </Button>
      ) : (
        <p className="text-sm text-soft">{t('history.end')}</p>
      )}
    </div>
  )
}
