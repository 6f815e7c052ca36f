import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import type { UseCheckout } from '../use-checkout.ts'
import { useTexts } from '../use-texts.ts'

/** A cart without a price: on the way, refused, or not answered. */
export function Unpriced({ checkout }: { checkout: UseCheckout }) {
  const { words, refusal: textOf } = useTexts()
  const { refusal, problem, reprice, isRepricing } = checkout
  if (!refusal && !problem) return <Skeleton rows={5} label={words.checkout.pricing} />
  return (
    <div className="azora-failed">
      <Notice tone={refusal?.code === 'cart_empty' ? 'info' : 'danger'}>
        {refusal ? textOf(refusal) : words.checkout.unpriced}
      </Notice>
      {refusal?.code !== 'cart_empty' && (
        <Button name="azora-checkout__retry" isBusy={isRepricing} onClick={reprice}>
          {words.common.retry}
        </Button>
      )}
    </div>
  )
}
