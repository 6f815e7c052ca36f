import type { MethodSetup } from '@azora/contract/payment-method'
import { MethodLabel } from '../parts/method-label.tsx'
import { useTexts } from '../use-texts.ts'

/** A bank account that waits for its holder to say what arrived on it. */
export function WaitingRow({ setup: { method, microdeposits } }: { setup: MethodSetup }) {
  const { words, date } = useTexts()
  return (
    <li className="azora-row">
      <div className="azora-row__main">
        <p className="azora-row__title">
          <MethodLabel method={method} />
        </p>
        <p className="azora-row__note">
          {microdeposits ? words.methods.waitingUntil(date(microdeposits.arriveAt)) : words.methods.waiting}
        </p>
      </div>
    </li>
  )
}
