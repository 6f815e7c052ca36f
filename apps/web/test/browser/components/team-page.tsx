import { createPaymentsClient } from '@azora/payments-client'
import {
  Checkout,
  type CheckoutProps,
  PaymentHistory,
  PaymentsProvider,
  Receipt,
  SavedMethods,
} from '@azora/payments-client/react'
import { type ReactNode, StrictMode, useState } from 'react'

/** What the test writes into the page. */
export interface PageSettings {
  token: string | null
  locale: string
  component: 'checkout' | 'methods' | 'history' | 'receipt'
  cart?: CheckoutProps['cart']
  savedMethods?: boolean
  paymentId?: string
  breaks?: 'once'
}

/** A page of a team that has never seen Stripe: a client, the provider, and one component. */
export function TeamPage({ settings }: { settings: PageSettings }) {
  const { token, locale } = settings
  const [client] = useState(() => createPaymentsClient({ url: '/trpc', getToken: () => token }))
  const [told, setTold] = useState<string[]>([])
  const tell = (news: string) => setTold((before) => [...before, news])
  return (
    <StrictMode>
      <PaymentsProvider client={client} locale={locale} onError={(error) => tell(String(error))}>
        <main>
          <h1>Account</h1>
          {drawn(settings, tell)}
        </main>
        <output hidden>{told.join('\n')}</output>
      </PaymentsProvider>
    </StrictMode>
  )
}

function drawn(settings: PageSettings, tell: (news: string) => void): ReactNode {
  const { component, cart = { items: [], currency: 'usd' }, savedMethods = true, paymentId = '', breaks } = settings
  switch (component) {
    case 'checkout':
      return (
        <Checkout
          cart={cart}
          savedMethods={savedMethods}
          onPaid={({ id }) => tell(`paid ${id}`)}
          {...(breaks && { words: breakingWords })}
        />
      )
    case 'methods':
      return <SavedMethods />
    case 'history':
      return <PaymentHistory onOpen={({ id }) => tell(`open ${id}`)} />
    case 'receipt':
      return <Receipt paymentId={paymentId} />
  }
}

let hasBroken = false
const breakingWords = {
  checkout: {
    pay(amount: string) {
      if (hasBroken) return `Buy for ${amount}`
      setTimeout(() => (hasBroken = true))
      throw new Error('a text of the team’s own')
    },
  },
}
