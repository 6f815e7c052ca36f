import type { MethodSummary } from '@azora/contract/payment'
import { nameOf, useTexts } from '../use-texts.ts'
import { Icon } from './icon.tsx'

/** "Visa ···· 4242", read out as "Visa ending in 4242". */
export function MethodLabel({ method }: { method: MethodSummary | null }) {
  const texts = useTexts()
  if (!method) return <span className="azora-soft">{texts.words.common.noMethod}</span>
  return (
    <span className="azora-method">
      <Icon name="card" />
      <span aria-hidden={method.last4 !== null}>{texts.method(method)}</span>
      {method.last4 && (
        <span className="azora-hidden">{texts.words.common.cardSpoken(nameOf(method, texts.words), method.last4)}</span>
      )}
    </span>
  )
}
