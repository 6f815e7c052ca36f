import { useWords } from '../../words/use-words.ts'
import { Live } from '../../ui/live.tsx'

/** Holds the place of the card form, in its size. */
export function CardFormSkeleton() {
  const { t } = useWords()
  return (
    <Live>
      <span className="sr-only">{t('checkout.formLoading')}</span>
      <div aria-hidden className="grid grid-cols-2 gap-4">
        <div className="skeleton col-span-2 h-14" />
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
      </div>
    </Live>
  )
}
