import type { Currency } from '@azora/contract/currency'
import { useRef, useState } from 'react'
import { DropIn, type DropInProps } from '../drop-in.tsx'
import { Button } from '../parts/button.tsx'
import { Failed } from '../parts/failed.tsx'
import { Live } from '../parts/live.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { useSavedMethods } from '../use-saved-methods.ts'
import { useTexts } from '../use-texts.ts'
import { AddMethod } from './add-method.tsx'
import { MethodRow } from './method-row.tsx'
import { WaitingRow } from './waiting-row.tsx'

export interface SavedMethodsProps extends DropInProps {
  /** Whether cards can be added. Yes unless said. */
  canAdd?: boolean
  /** Of the form for another card; nothing is charged. */
  currency?: Currency
}

/**
 * What a shopper has saved: see it, choose the default, remove it, add a card. `useSavedMethods`, `useSavedMethodChanges` and
 * `useAddMethod` are the same without the drawing.
 */
export function SavedMethods({ canAdd = true, currency, ...looks }: SavedMethodsProps) {
  return (
    <DropIn name="methods" {...looks}>
      <Body canAdd={canAdd} currency={currency} />
    </DropIn>
  )
}

function Body({ canAdd, currency }: { canAdd: boolean; currency: Currency | undefined }) {
  const { words } = useTexts()
  const { methods, waiting, error, isLoading, retry } = useSavedMethods()
  const [news, setNews] = useState('')
  const [isAdding, setIsAdding] = useState(false)
  const section = useRef<HTMLElement>(null)
  /** What was pressed has gone: the keyboard goes on from the top of the list. */
  const tell = (text: string) => {
    setNews(text)
    section.current?.focus()
  }

  if (!methods) {
    return error ? <Failed error={error} isBusy={isLoading} onRetry={retry} /> : <Skeleton rows={2} />
  }
  return (
    <section ref={section} tabIndex={-1} aria-label={words.methods.title} className="azora-methods__body">
      <Live className="azora-hidden">{news}</Live>
      {methods.length + waiting.length === 0 ? (
        <p className="azora-soft">{words.methods.empty}</p>
      ) : (
        <ul className="azora-list">
          {methods.map((method) => (
            <MethodRow key={method.id} method={method} onNews={tell} />
          ))}
          {waiting.map((setup) => (
            <WaitingRow key={setup.id} setup={setup} />
          ))}
        </ul>
      )}
      {isAdding && (
        <AddMethod
          currency={currency}
          onAdded={() => {
            setIsAdding(false)
            tell(words.methods.added)
          }}
          onCancel={() => setIsAdding(false)}
        />
      )}
      {canAdd && !isAdding && (
        <Button name="azora-methods__add" onClick={() => setIsAdding(true)}>
          {words.methods.add}
        </Button>
      )}
    </section>
  )
}
