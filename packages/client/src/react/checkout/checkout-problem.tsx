import { Notice } from '../parts/notice.tsx'
import type { UseCheckout } from '../use-checkout.ts'
import { useTexts } from '../use-texts.ts'

interface CheckoutProblemProps {
  checkout: UseCheckout
  isOnline: boolean
}

/** Why paying did not work, in words that say what to do next. Shows the one thing that matters most. */
export function CheckoutProblem({ checkout, isOnline }: CheckoutProblemProps) {
  const { words, refusal: textOf } = useTexts()
  const { state, decline, refusal, problem, isChoiceFixed } = checkout
  if (!isOnline) return <Notice tone="caution">{words.checkout.offline}</Notice>
  if (state === 'settling') return <Notice tone="info">{words.checkout.settlingText}</Notice>
  if (state === 'declined' && decline) {
    return (
      <Notice tone="danger" focusOn={decline}>
        <p className="azora-strong">{words.decline[decline.reason]}</p>
        <p>{words.checkout.declinedAgain}</p>
      </Notice>
    )
  }
  if (state === 'refused' && refusal) {
    return (
      <Notice tone="danger" focusOn={refusal}>
        {textOf(refusal)}
      </Notice>
    )
  }
  if (problem?.kind === 'unreachable') {
    return (
      <Notice tone="caution" focusOn={problem}>
        <p>{words.checkout.unreachable}</p>
        {isChoiceFixed && <p>{words.checkout.fixed}</p>}
      </Notice>
    )
  }
  if (!problem) return null
  return (
    <Notice tone="danger" focusOn={problem}>
      {problem.message ?? words.checkout.stripeProblem}
    </Notice>
  )
}
