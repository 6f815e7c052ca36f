import { createPaymentsClient } from '@azora/payments-client'
import { Checkout, type CheckoutProps, PaymentsProvider } from '@azora/payments-client/react'
import { StrictMode, useState } from 'react'

/** What the test writes into the page. */
export interface PageSettings {
  token: string | null
  locale: string
  component: 'checkout'
  cart: CheckoutProps['cart']
  savedMethods?: boolean
  breaks?: 'once'
}

/** A page of a team that has never seen Stripe: a client, the provider, and one component. */
export function TeamPage({ settings }: { settings: PageSettings }) {
  const { token, locale, cart, savedMethods = true, breaks } = settings
  const [client] = useState(() => createPaymentsClient({ url: '/trpc', getToken: () => token }))
  const [told, setTold] = useState<string[]>([])
  const tell = (news: string) => setTold((before) => [...before, news])
  return (
    <StrictMode>
      <PaymentsProvider client={client} locale={locale}>
        <main>
          <h1>Order</h1>
          <Checkout
            cart={cart}
            savedMethods={savedMethods}
            onPaid={({ id }) => tell(`paid ${id}`)}
            onError={(error) => tell(String(error))}
            {...(breaks && { words: breakingWords })}
          />
        </main>
        <output hidden>{told.join('\n')}</output>
      </PaymentsProvider>
    </StrictMode>
  )
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
