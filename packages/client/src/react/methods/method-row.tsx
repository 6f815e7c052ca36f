import type { SavedMethod } from '@azora/contract/payment-method'
import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { MethodLabel } from '../parts/method-label.tsx'
import { Notice } from '../parts/notice.tsx'
import { hasExpired } from '../use-checkout-methods.ts'
import { useSavedMethodChanges, type UseSavedMethodChanges } from '../use-saved-method-changes.ts'
import { nameOf, useTexts } from '../use-texts.ts'

/** One saved method with what can be done with it; removing asks once more, in the same place. */
export function MethodRow({ method, onNews }: { method: SavedMethod; onNews: (news: string) => void }) {
  const { words, error: textOf } = useTexts()
  const changes = useSavedMethodChanges(method.id, {
    onDone: (change) => onNews(change === 'removed' ? words.methods.removed : words.methods.madeDefault),
  })
  return (
    <li className="azora-row">
      <div className="azora-row__main">
        <p className="azora-row__title">
          <MethodLabel method={method} />
          {method.isDefault && <span className="azora-badge">{words.methods.default}</span>}
        </p>
        <MethodNote method={method} />
      </div>
      <div className="azora-row__actions">
        {changes.isAsking ? <Asked changes={changes} /> : <Offered method={method} changes={changes} />}
      </div>
      {changes.error !== null && !changes.isAsking && (
        <div className="azora-row__problem">
          <Notice tone="danger" focusOn={changes.error}>
            {textOf(changes.error)}
          </Notice>
        </div>
      )}
    </li>
  )
}

function MethodNote({ method }: { method: SavedMethod }) {
  const { words, month } = useTexts()
  const [now] = useState(() => new Date())
  const { expiry, bankName } = method
  if (!expiry) return bankName ? <p className="azora-row__note">{bankName}</p> : null
  const isOver = hasExpired(method, now)
  const date = month(expiry.year, expiry.month)
  return (
    <p className={isOver ? 'azora-row__note azora-row__note--danger' : 'azora-row__note'}>
      {isOver ? words.methods.expired(date) : words.methods.expires(date)}
    </p>
  )
}

function Offered({ method, changes }: { method: SavedMethod; changes: UseSavedMethodChanges }) {
  const { words } = useTexts()
  const name = method.last4 ? words.common.cardSpoken(nameOf(method, words), method.last4) : nameOf(method, words)
  return (
    <>
      {!method.isDefault && (
        <Button
          name="azora-methods__default"
          label={words.methods.makeDefaultNamed(name)}
          isBusy={changes.isChoosing}
          onClick={changes.makeDefault}
        >
          {words.methods.makeDefault}
        </Button>
      )}
      <Button name="azora-methods__remove" label={words.methods.removeNamed(name)} onClick={changes.ask}>
        {words.methods.remove}
      </Button>
    </>
  )
}

function Asked({ changes }: { changes: UseSavedMethodChanges }) {
  const { words } = useTexts()
  return (
    <fieldset className="azora-row__ask" aria-label={words.methods.removeAsk}>
      <span className="azora-soft">{words.methods.removeAsk}</span>
      <Button
        name="azora-methods__confirm"
        look="danger"
        takesFocus
        isBusy={changes.isRemoving}
        onClick={changes.remove}
      >
        {words.methods.remove}
      </Button>
      <Button name="azora-methods__keep" onClick={changes.keep}>
        {words.methods.keep}
      </Button>
    </fieldset>
  )
}
