import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { PaymentFields } from '../payment-fields.tsx'
import type { UseCheckout } from '../use-checkout.ts'
import { useTexts } from '../use-texts.ts'

interface NewMethodProps {
  checkout: UseCheckout
  canSave: boolean
  /** It is not known yet whether something saved comes first. */
  isWaiting: boolean
}

/** Stripe's form, with what stands in its place until it is there, and the box to save what is typed. */
export function NewMethod({ checkout, canSave, isWaiting }: NewMethodProps) {
  const { words } = useTexts()
  const { payWith, form, stripeJs, choose, isChoiceFixed, isReady } = checkout
  const hasFailed = stripeJs.hasFailed || form.status === 'failed'
  const isShown = payWith.savedMethodId === null
  const isLoading = isWaiting || form.status === 'loading'
  return (
    <>
      <div className="azora-checkout__fields" hidden={!isShown || hasFailed}>
        {isShown && isLoading && <Skeleton rows={4} label={words.checkout.formLoading} />}
        {!isWaiting && <PaymentFields checkout={checkout} />}
      </div>
      {isShown && hasFailed && (
        <div className="azora-failed">
          <Notice tone="danger">{words.checkout.formFailed}</Notice>
          <Button name="azora-checkout__retry" onClick={stripeJs.hasFailed ? stripeJs.retry : form.retry}>
            {words.common.retry}
          </Button>
        </div>
      )}
      {canSave && isShown && form.status === 'ready' && (
        <label className="azora-check">
          <input
            type="checkbox"
            className="azora-check__box"
            checked={payWith.saveMethod}
            disabled={isChoiceFixed || !isReady}
            onChange={(event) => choose({ saveMethod: event.target.checked })}
          />
          {words.checkout.saveMethod}
        </label>
      )}
    </>
  )
}
