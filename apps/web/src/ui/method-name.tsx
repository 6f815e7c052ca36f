import type { MethodSummary } from '@azora/contract/payment'
import { CreditCard } from 'lucide-react'
import { useWords } from '../words/use-words.ts'

const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
  us_bank_account: 'Bank account',
  sepa_debit: 'SEPA',
}

/** "Visa ···· 4242", read out as "Visa ending in 4242". */
export function MethodName({ method }: { method: MethodSummary | null }) {
  const { t } = useWords()
  if (!method) return <span className="text-soft">{t('payment.noMethod')}</span>
  const brand = brands[method.brand ?? method.type] ?? method.brand ?? method.type
  if (!method.last4) return <span className="capitalize">{brand}</span>
  return (
    <span className="inline-flex items-center gap-2 align-middle whitespace-nowrap">
      <CreditCard aria-hidden className="size-4.5 text-soft" strokeWidth={1.75} />
      <span aria-hidden className="numeric">
        {brand} ···· {method.last4}
      </span>
      <span className="sr-only">{t('payment.card', { brand, last4: method.last4 })}</span>
    </span>
  )
}
