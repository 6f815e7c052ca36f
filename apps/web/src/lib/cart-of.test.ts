import type { Product } from '@azora/contract/catalog'
import { expect, test } from 'vitest'
import { cartOf } from './cart-of.ts'

const mug: Product = {
  id: '0190a0b0-0000-7000-8000-000000000001',
  name: 'Mug',
  description: '',
  image: 'mug',
  prices: [
    { id: '0190a0b0-0000-7000-8000-000000000011', unitAmount: { amountMinor: 18_00, currency: 'usd' } },
    { id: '0190a0b0-0000-7000-8000-000000000012', unitAmount: { amountMinor: 2_700, currency: 'jpy' } },
  ],
}

test('the cart asks for the price in its currency', () => {
  const { cart } = cartOf({ currency: 'jpy', lines: [{ productId: mug.id, quantity: 3 }] }, [mug])

  expect(cart).toEqual({ currency: 'jpy', items: [{ priceId: mug.prices[1]?.id, quantity: 3 }] })
})

test('what is not for sale in the currency, or at all, is shown but not paid for', () => {
  const gone = '0190a0b0-0000-7000-8000-000000000009'
  const lines = [
    { productId: mug.id, quantity: 1 },
    { productId: gone, quantity: 1 },
  ]

  const picked = cartOf({ currency: 'kwd', lines }, [mug])

  expect(picked.cart.items).toEqual([])
  expect(picked.lines.map(({ product, priceId }) => [product?.name, priceId])).toEqual([
    ['Mug', undefined],
    [undefined, undefined],
  ])
})
