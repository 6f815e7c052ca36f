import type { Product } from '@azora/contract/catalog'
import type { Currency } from '@azora/contract/currency'
import { Check, Plus } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { priceIn } from '../../lib/cart-of.ts'
import { maximumQuantity, quantityOf } from '../../lib/cart-store.ts'
import { cartStore, useStoredCart } from '../../lib/use-cart.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { Live } from '../../ui/live.tsx'

/** One product: what it looks like, what it costs in the shop's currency, and the way into the cart. */
export function ProductCard({ product, currency }: { product: Product; currency: Currency }) {
  const { t } = useWords()
  const price = priceIn(product, currency)
  return (
    <article className="flex w-full flex-col">
      <ProductPicture image={product.image} className="aspect-4/3 w-full rounded-sheet" />
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
  const quantity = quantityOf(useStoredCart(), id)
  return (
    <>
      <Button
        className="w-full"
        aria-label={t('shop.addNamed', { name })}
        disabled={quantity >= maximumQuantity}
        onClick={() => cartStore.add(id)}
      >
        {quantity > 0 ? (
          <>
            <Check aria-hidden className="size-4.5 text-success" />
            <span className="max-sm:sr-only">{t('shop.added')}</span>
            <span className="numeric text-soft">× {quantity}</span>
          </>
        ) : (
          <>
            <Plus aria-hidden className="size-4.5" />
            {t('shop.add')}
          </>
        )}
      </Button>
      <Live as="span" className="sr-only">
        {quantity > 0 && `${t('shop.addedNamed', { name })} × ${quantity}`}
      </Live>
    </>
  )
}
