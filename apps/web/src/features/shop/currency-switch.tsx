import { shopCurrencies } from '../../lib/cart-store.ts'
import { cartStore, useStoredCart } from '../../lib/use-cart.ts'
import { useWords } from '../../words/use-words.ts'

/** The currency of the shop and of the cart: a cart has one. Radio buttons underneath, so the arrow keys work. */
export function CurrencySwitch() {
  const { t } = useWords()
  const { currency } = useStoredCart()
  return (
    <fieldset className="flex rounded-control border border-line bg-sunken p-1">
      <legend className="sr-only">{t('shop.currency')}</legend>
      {shopCurrencies.map((value) => (
        <label
          key={value}
          className="grid min-h-9 min-w-14 cursor-pointer place-items-center rounded-[0.35rem] px-3 text-sm font-medium text-soft transition-colors hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="currency"
            value={value}
            checked={value === currency}
            onChange={() => cartStore.setCurrency(value)}
            className="sr-only"
          />
          {value.toUpperCase()}
        </label>
      ))}
    </fieldset>
  )
}
