import type { LinkedPayment } from '@azora/payments-client'
import type { ReactNode } from 'react'
import { Amount } from '../../ui/amount.tsx'
import { MethodName } from '../../ui/method-name.tsx'
import { useWords } from '../../words/use-words.ts'

/** As much of the payment as the link shows. */
export function ContinueFacts({ payment: { merchant, description, amount, method } }: { payment: LinkedPayment }) {
  const { t } = useWords()
  return (
    <dl className="mt-8 grid gap-3 rounded-card bg-sunken px-5 py-4 text-left text-[0.9375rem]">
      <Fact name={t('history.amount')}>
        <Amount money={amount} className="font-semibold" />
      </Fact>
      <Fact name={t('link.to')}>{merchant}</Fact>
      <Fact name={t('link.for')}>{description}</Fact>
      {method && (
        <Fact name={t('history.method')}>
          <MethodName method={method} />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}
