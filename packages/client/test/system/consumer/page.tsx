import { createPaymentsClient, refusalText } from '@azora/payments-client'
import { PaymentsProvider, useCheckout, usePayment, usePayments } from '@azora/payments-client/react'
import { useQuery } from '@tanstack/react-query'

const client = createPaymentsClient({ url: '/trpc', getToken: async () => 'token' })

export const Page = () => (
  <PaymentsProvider client={client}>
    <History />
    <Pay priceId="0199a9a0-0000-7000-8000-000000000001" />
  </PaymentsProvider>
)

function History() {
  const payments = usePayments()
  const { data, error } = useQuery(payments.payments.list.queryOptions({ limit: 5 }))
  if (error?.data?.refusal) return <p>{refusalText(error.data.refusal, 'en')}</p>
  return (
    <ul>
      {data?.payments.map(({ id, description }) => (
        <li key={id}>{description}</li>
      ))}
    </ul>
  )
}

function Pay({ priceId }: { priceId: string }) {
  const checkout = useCheckout({ cart: { items: [{ priceId, quantity: 1 }], currency: 'eur' } })
  const { data } = usePayment(checkout.payment?.id ?? '', { enabled: checkout.payment !== null })
  return (
    <button disabled={!checkout.isReady} onClick={() => void checkout.submit()}>
      {data?.status ?? checkout.state}
    </button>
  )
}
