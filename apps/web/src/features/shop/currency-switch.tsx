import { ToggleGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { shopCurrencies } from '../../lib/cart-store.ts'
import { cartStore, useStoredCart } from '../../lib/use-cart.ts'

/** The currency of the shop and of the cart: a cart has one. */
export function CurrencySwitch() {
  const { t } = useTranslation()
  const { currency } = useStoredCart()
  const choose = (value: string) => {
    const chosen = shopCurrencies.find((known) => known === value)
    if (chosen) cartStore.setCurrency(chosen)
  }
  return (
    <ToggleGroup.Root
      type="single"
      value={currency}
      onValueChange={choose}
      aria-label={t('shop.currency')}
      className="flex rounded-control border border-line bg-sunken p-1"
    >
      {shopCurrencies.map((value) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          className="min-h-9 min-w-14 rounded-[0.35rem] px-3 text-sm font-medium text-soft transition-colors hover:text-ink data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-card"
        >
          {value.toUpperCase()}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
