import type { MethodSetup } from '@azora/contract/payment-method'
import { formatDate } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { MethodName } from '../../ui/method-name.tsx'
import { useWords } from '../../words/use-words.ts'

/** A bank account that waits for its holder to say what arrived on it. */
export function WaitingRow({ setup: { method, microdeposits } }: { setup: MethodSetup }) {
  const { t } = useWords()
  const locale = useLocale()
  return (
    <li className="px-5 py-4">
      <MethodName method={method} />
      <p className="mt-1 text-sm text-soft">
        {microdeposits
          ? t('methods.waitingUntil', { date: formatDate(microdeposits.arriveAt, locale) })
          : t('methods.waiting')}
      </p>
    </li>
  )
}
