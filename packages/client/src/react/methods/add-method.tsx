import type { Currency } from '@azora/contract/currency'
import type { FormEvent } from 'react'
import { MethodFields } from '../method-fields.tsx'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { useAddMethod, type AddMethodProblem } from '../use-add-method.ts'
import { useTexts, type Texts } from '../use-texts.ts'

interface AddMethodProps {
  currency: Currency | undefined
  onAdded: () => void
  onCancel: () => void
}

/** The form for another card. */
export function AddMethod({ currency, onAdded, onCancel }: AddMethodProps) {
  const texts = useTexts()
  const { words } = texts
  const adding = useAddMethod({ currency, onAdded })
  const { form, stripeJs, problem, isSaving, isReady } = adding
  const hasFailed = stripeJs.hasFailed || form.status === 'failed'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void adding.save()
  }
  return (
    <form className="azora-methods__form" aria-label={words.methods.add} onSubmit={submit} noValidate>
      <div className="azora-checkout__fields" hidden={hasFailed}>
        {form.status === 'loading' && <Skeleton rows={4} label={words.checkout.formLoading} />}
        <MethodFields adding={adding} />
      </div>
      {hasFailed && (
        <div className="azora-failed">
          <Notice tone="danger">{words.checkout.formFailed}</Notice>
          <Button name="azora-methods__retry" onClick={stripeJs.hasFailed ? stripeJs.retry : form.retry}>
            {words.common.retry}
          </Button>
        </div>
      )}
      {problem && (
        <Notice tone="danger" focusOn={problem}>
          {textOf(problem, texts)}
        </Notice>
      )}
      <div className="azora-row__actions">
        <Button
          name="azora-methods__save"
          type="submit"
          look="primary"
          isBusy={isSaving}
          isDisabled={!isReady && !isSaving}
        >
          {isSaving ? words.methods.saving : words.methods.save}
        </Button>
        <Button name="azora-methods__cancel" onClick={onCancel}>
          {words.methods.cancel}
        </Button>
      </div>
    </form>
  )
}

function textOf(problem: AddMethodProblem, { words, refusal }: Texts): string {
  switch (problem.kind) {
    case 'refused':
      return refusal(problem.refusal)
    case 'stripe':
      return problem.message ?? words.checkout.stripeProblem
    case 'unreachable':
      return words.common.failed
  }
}
