import type { Payment } from '@azora/contract/payment'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Amount } from '../../ui/amount.tsx'
import { MethodName } from '../../ui/method-name.tsx'

/** The payment in a few lines. The receipt's number appears by itself when it is written. */
export function ResultFacts({ payment: { status, amount, method, receiptNumber } }: { payment: Payment }) {
  const { t } = useWords()
  return (
    <dl className="mt-8 grid gap-3 rounded-card bg-sunken px-5 py-4 text-left text-[0.9375rem]">
      <Fact name={t('history.amount')}>
        <Amount money={amount} className="font-semibold" />
      </Fact>
      {method && (
        <Fact name={t('history.method')}>
          <MethodName method={method} />
        </Fact>
      )}
      {status === 'succeeded' && (
        <Fact name={t('result.receiptNumber')}>
          {receiptNumber === null ? (
            <span className="text-soft">{t('result.receiptSoon')} …</span>
          ) : (
            <span className="appear numeric font-medium">{receiptNumber}</span>
          )}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
