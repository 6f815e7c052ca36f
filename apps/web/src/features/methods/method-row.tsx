import type { SavedMethod } from '@azora/contract/payment-method'
import { refusalOf, refusalText } from '@azora/payments-client'
import { useSavedMethodChanges, type UseSavedMethodChanges } from '@azora/payments-client/react'
import { Button } from '../../ui/button.tsx'
import { MethodName } from '../../ui/method-name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/use-words.ts'
import { MethodNote } from './method-note.tsx'

/** One saved method with what can be done with it; removing asks once more, in the same place. */
export function MethodRow({ method, onNews }: { method: SavedMethod; onNews: (news: string) => void }) {
  const { t, language } = useWords()
  const changes = useSavedMethodChanges(method.id, {
    onDone: (change) => onNews(t(change === 'removed' ? 'methods.removed' : 'methods.madeDefault')),
  })
  const refusal = refusalOf(changes.error)
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
            <MethodName method={method} />
            {method.isDefault && (
              <span className="rounded-full bg-accent-soft px-2.5 py-0.5 text-sm font-medium text-accent">
                {t('methods.default')}
              </span>
            )}
          </p>
          <MethodNote method={method} />
        </div>
        <div className="-mx-3 flex flex-wrap gap-1">
          {changes.isAsking ? <Asked changes={changes} /> : <Offered method={method} changes={changes} />}
        </div>
      </div>
      {changes.error !== null && !changes.isAsking && (
        <div className="mt-3">
          <Notice tone="danger">{refusal ? refusalText(refusal, language) : t('methods.failed')}</Notice>
        </div>
      )}
    </li>
  )
}

function Offered({ method, changes }: { method: SavedMethod; changes: UseSavedMethodChanges }) {
  const { t } = useWords()
  return (
    <>
      {!method.isDefault && (
        <Button look="quiet" busy={changes.isChoosing} onClick={changes.makeDefault}>
          {t('methods.makeDefault')}
        </Button>
      )}
      <Button look="quiet" onClick={changes.ask}>
        {t('methods.remove')}
      </Button>
    </>
  )
}

function Asked({ changes }: { changes: UseSavedMethodChanges }) {
  const { t } = useWords()
  return (
    <fieldset aria-label={t('methods.removeAsk')} className="mx-3 flex min-w-0 flex-wrap items-center gap-2">
      <span className="text-sm text-soft">{t('methods.removeAsk')}</span>
      {/* Where the keyboard was: the button that asked has gone. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears by the user's own click and takes that button's place */}
      <Button autoFocus look="plain" className="text-danger!" busy={changes.isRemoving} onClick={changes.remove}>
        {t('methods.remove')}
      </Button>
      <Button look="quiet" onClick={changes.keep}>
        {t('methods.keep')}
      </Button>
    </fieldset>
  )
}
