import type { Currency } from '@azora/contract/currency'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { parseAmount } from '../../lib/parse-amount.ts'
import { Field } from '../../ui/field.tsx'

interface AmountFilterProps {
  label: string
  /** Without one there is nothing to compare with. */
  currency: Currency | undefined
  value: string | undefined
  /** Called when the shopper has finished typing, with an amount that can be read, or nothing. */
  onCommit: (value: string | undefined) => void
}

export function AmountFilter({ label, currency, value = '', onCommit }: AmountFilterProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState(value)
  const [isWrong, setIsWrong] = useState(false)

  const commit = () => {
    const text = draft.trim()
    const isReadable = text === '' || (currency !== undefined && parseAmount(text, currency) !== undefined)
    setIsWrong(!isReadable)
    if (isReadable && text !== value) onCommit(text || undefined)
  }
  return (
    <Field
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={draft}
      disabled={currency === undefined}
      title={currency === undefined ? t('history.amountNeedsCurrency') : undefined}
      placeholder={currency?.toUpperCase()}
      error={isWrong ? t('history.amountInvalid') : undefined}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}
