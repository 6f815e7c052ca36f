import { Minus, Plus } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { maximumQuantity } from '../../lib/cart-store.ts'

interface QuantityStepperProps {
  name: string
  quantity: number
  onChange: (quantity: number) => void
}

const step =
  'grid size-11 place-items-center text-soft transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent'

/** One more, one fewer, or a number typed in. It never removes: there is a button for that. */
export function QuantityStepper({ name, quantity, onChange }: QuantityStepperProps) {
  const { t } = useWords()
  return (
    <div className="inline-flex overflow-hidden rounded-control border border-line bg-raised">
      <button
        type="button"
        className={step}
        aria-label={t('cart.fewer', { name })}
        disabled={quantity <= 1}
        onClick={() => onChange(quantity - 1)}
      >
        <Minus aria-hidden className="size-4" />
      </button>
      <input
        inputMode="numeric"
        aria-label={t('cart.quantityNamed', { name })}
        value={quantity}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const typed = Number(event.target.value.replace(/\D/g, ''))
          if (typed >= 1) onChange(typed)
        }}
        className="numeric w-10 border-x border-line bg-transparent text-center text-[0.9375rem] font-medium"
      />
      <button
        type="button"
        className={step}
        aria-label={t('cart.more', { name })}
        disabled={quantity >= maximumQuantity}
        onClick={() => onChange(quantity + 1)}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  )
}
