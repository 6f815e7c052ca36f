import { formatMoney, type Cart, type Price, type Product } from '@azora/payments-client'
import { Checkout, PaymentHistory, Receipt, usePayments } from '@azora/payments-client/react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

type View =
  | { name: 'shelf' }
  | { name: 'checkout'; cart: Cart }
  | { name: 'history' }
  | { name: 'receipt'; paymentId: string }

/** The whole shop. What is shown is a state of the page; a real one would have addresses. */
export function Shop() {
  const [view, setView] = useState<View>({ name: 'shelf' })
  return (
    <main>
      <nav>
        <button onClick={() => setView({ name: 'shelf' })}>Shop</button>
        <button onClick={() => setView({ name: 'history' })}>My payments</button>
      </nav>
      {view.name === 'shelf' && <Shelf onChoose={(cart) => setView({ name: 'checkout', cart })} />}
      {view.name === 'checkout' && <Checkout cart={view.cart} />}
      {view.name === 'history' && <PaymentHistory onOpen={({ id }) => setView({ name: 'receipt', paymentId: id })} />}
      {view.name === 'receipt' && <Receipt paymentId={view.paymentId} />}
    </main>
  )
}

function Shelf({ onChoose }: { onChoose: (cart: Cart) => void }) {
  const payments = usePayments()
  const { data, error } = useQuery(payments.catalog.list.queryOptions({ currency: 'usd' }))
  if (error) return <p role="alert">The shop is closed for a moment.</p>
  return (
    <ul>
      {data?.products.map((product) => (
        <Item key={product.id} product={product} onChoose={onChoose} />
      ))}
    </ul>
  )
}

function Item({ product, onChoose }: { product: Product; onChoose: (cart: Cart) => void }) {
  const [price] = product.prices
  if (!price) return null
  return (
    <li>
      <span>{product.name}</span>
      <button onClick={() => onChoose(cartOf(price))}>Buy for {formatMoney(price.unitAmount, 'en')}</button>
    </li>
  )
}

const cartOf = ({ id, unitAmount }: Price): Cart => ({
  items: [{ priceId: id, quantity: 1 }],
  currency: unitAmount.currency,
})
