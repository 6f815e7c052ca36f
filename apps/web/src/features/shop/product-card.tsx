import type { Product } from '@azora/contract/catalog'
import type { Currency } from '@azora/contract/currency'
import { Check, Plus } from 'lucide-react'
import { priceIn } from '../../lib/cart-of.ts'
import { maximumQuantity, quantityOf } from '../../lib/cart-store.ts'
import { cartStore, useStoredCart } from '../../lib/use-cart.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { Live } from '../../ui/live.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { useWords } from '../../words/use-words.ts'

/** One product: what it looks like, what it costs in the shop's currency, and the way into the cart. */
export function ProductCard({ product, currency }: { product: Product; currency: Currency }) {
  const { t } = useWords()
  const price = priceIn(product, currency)
  return (
    <article className="flex w-full flex-col">
      <div className="relative">
        <ProductPicture image={product.image} className="aspect-4/3 w-full rounded-sheet" />
        <InCart product={product} />
      </div>
      <div className="mt-3.5 flex flex-col justify-between gap-x-3 sm:flex-row sm:items-baseline">
        <h2 className="font-semibold">{product.name}</h2>
        {price && <Amount money={price.unitAmount} className="font-medium" />}
      </div>
      <p className="mt-0.5 mb-3.5 text-sm text-soft">{product.description}</p>
      <div className="mt-auto">
        {price ? (
          <AddToCart product={product} />
        ) : (
          <p className="py-2.5 text-sm text-soft">{t('shop.notSold', { currency: currency.toUpperCase() })}</p>
        )}
      </div>
    </article>
  )
}

function AddToCart({ product: { id, name } }: { product: Product }) {
  const { t } = useWords()
  const isFull = quantityOf(useStoredCart(), id) >= maximumQuantity
  return (
    <Button className="w-full" disabled={isFull} onClick={() => cartStore.add(id)}>
      <Plus aria-hidden className="size-4.5" />
      <span aria-hidden>{t('shop.add')}</span>
      <span className="sr-only">{t('shop.addNamed', { name })}</span>
    </Button>
  )
}

function InCart({ product: { id, name } }: { product: Product }) {
  const { t } = useWords()
  const count = quantityOf(useStoredCart(), id)
  return (
    <Live className="absolute top-2.5 left-2.5">
      {count > 0 && (
        <span
          key={count}
          className="appear numeric inline-flex items-center gap-1.5 rounded-full bg-raised py-1 pr-3 pl-2 text-sm font-medium shadow-card"
        >
          <Check aria-hidden className="size-4 text-success" />
          {t('shop.inCart', { count })}
          <span className="sr-only">: {name}</span>
        </span>
      )}
    </Live>
  )
}
