import type { Currency } from '@azora/contract/currency'
import { formatMoney } from '@azora/contract/format-money'
import type { LineItem } from '@azora/contract/quote'
import { Trash2 } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { priceIn, type PickedLine } from '../../lib/cart-of.ts'
import { cartStore } from '../../lib/use-cart.ts'
import { useLocale } from '../../lib/use-locale.ts'
import { Amount } from '../../ui/amount.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { QuantityStepper } from './quantity-stepper.tsx'

interface CartLineRowProps {
  line: PickedLine
  currency: Currency
  /** The line as the server priced it; missing until it has. */
  quoted: LineItem | undefined
}

export function CartLineRow({ line, currency, quoted }: CartLineRowProps) {
  const { t } = useWords()
  const locale = useLocale()
  const { productId, product, quantity } = line
  const name = product?.name ?? ''
  const price = product && priceIn(product, currency)
  return (
    <li className="grid grid-cols-[5.5rem_1fr] gap-4 py-5 sm:grid-cols-[7rem_1fr]">
      <ProductPicture image={product?.image ?? null} className="aspect-square w-full rounded-card sm:aspect-4/3" />
      <div className="flex min-w-0 flex-col">
        <div className="flex items-baseline justify-between gap-4">
          <h2 className="font-semibold">{name}</h2>
          {quoted && quoted.quantity === quantity ? (
            <Amount money={{ amountMinor: quoted.amountMinor, currency }} className="font-semibold" />
          ) : (
            price && <span aria-hidden className="skeleton h-5 w-16" />
          )}
        </div>
        {price ? (
          <p className="numeric text-sm text-soft">
            {t('cart.each', { amount: formatMoney(price.unitAmount, locale) })}
          </p>
        ) : (
          <p className="text-sm text-caution">{t('cart.gone')}</p>
        )}
        <div className="mt-auto flex items-center justify-between gap-3 pt-3">
          <QuantityStepper
            name={name}
            quantity={quantity}
            onChange={(next) => cartStore.setQuantity(productId, next)}
          />
          <button
            type="button"
            aria-label={t('cart.removeNamed', { name })}
            onClick={() => cartStore.setQuantity(productId, 0)}
            className="inline-flex min-h-11 items-center gap-2 rounded-control px-3 text-sm font-medium text-soft transition-colors hover:bg-sunken hover:text-danger"
          >
            <Trash2 aria-hidden className="size-4.5" />
            <span className="max-sm:sr-only">{t('cart.remove')}</span>
          </button>
        </div>
      </div>
    </li>
  )
}
