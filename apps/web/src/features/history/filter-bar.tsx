import { paymentStatuses } from '@azora/contract/payment-status'
import { ListFilter } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { shopCurrencies } from '../../lib/cart-store.ts'
import { useMedia } from '../../lib/use-media.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { AmountFilter } from './amount-filter.tsx'
import { countFilters, sorts } from './filters.ts'
import type { useFilters } from './use-filters.ts'

/** Everything that narrows the history. Folded away on a phone, where the payments come first. */
export function FilterBar({ filters, change, clear }: ReturnType<typeof useFilters>) {
  const { t } = useWords()
  const isWide = useMedia('(width >= 64rem)')
  const count = countFilters(filters)
  const any = (label: string) => ({ value: '', label })
  const fields = (
    <div className="grid grid-cols-2 gap-x-4 gap-y-4 pt-4 md:grid-cols-4 lg:pt-0">
      <Select
        label={t('history.status')}
        value={filters.status ?? ''}
        options={[
          any(t('history.anyStatus')),
          ...paymentStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
        onChoose={(value) => change({ status: paymentStatuses.find((known) => known === value) })}
      />
      <Field
        label={t('history.from')}
        type="date"
        value={filters.from ?? ''}
        max={filters.to}
        onChange={(event) => change({ from: event.target.value || undefined })}
      />
      <Field
        label={t('history.to')}
        type="date"
        value={filters.to ?? ''}
        min={filters.from}
        onChange={(event) => change({ to: event.target.value || undefined })}
      />
      <Select
        label={t('history.sort')}
        value={filters.sort}
        options={sorts.map((value) => ({ value, label: t(`history.${value}`) }))}
        onChoose={(value) => change({ sort: sorts.find((known) => known === value) ?? 'newest' })}
      />
      <Select
        label={t('history.currency')}
        value={filters.currency ?? ''}
        options={[
          any(t('history.anyCurrency')),
          ...shopCurrencies.map((value) => ({ value, label: value.toUpperCase() })),
        ]}
        onChoose={(value) => change({ currency: shopCurrencies.find((known) => known === value) })}
      />
      <AmountFilter
        key={`minimum ${filters.currency} ${filters.minimum}`}
        label={t('history.minimum')}
        currency={filters.currency}
        value={filters.minimum}
        onCommit={(minimum) => change({ minimum })}
      />
      <AmountFilter
        key={`maximum ${filters.currency} ${filters.maximum}`}
        label={t('history.maximum')}
        currency={filters.currency}
        value={filters.maximum}
        onCommit={(maximum) => change({ maximum })}
      />
      <div className="flex items-end">
        <Button look="quiet" disabled={count === 0} onClick={clear} className="w-full lg:w-auto">
          {t('history.clear')}
        </Button>
      </div>
    </div>
  )

  if (isWide) {
    return (
      <section aria-label={t('history.filters')} className="mb-6">
        {fields}
      </section>
    )
  }
  return (
    <details className="group mb-6 rounded-card border border-line bg-surface px-4 open:pb-4">
      <summary className="flex min-h-12 cursor-pointer items-center gap-2.5 font-medium">
        <ListFilter aria-hidden className="size-5 text-soft" />
        {t('history.filters')}
        {count > 0 && (
          <span className="numeric rounded-full bg-accent px-2 text-sm font-semibold text-on-accent">{count}</span>
        )}
      </summary>
      {fields}
    </details>
  )
}
