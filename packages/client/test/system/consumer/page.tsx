import { createPaymentsClient, refusalText } from '@azora/payments-client'
import {
  type ButtonSlotProps,
  Checkout,
  PaymentFields,
  PaymentHistory,
  PaymentsProvider,
  Receipt,
  SavedMethods,
  useCheckout,
  usePayment,
  usePayments,
} from '@azora/payments-client/react'
import '@azora/payments-client/styles.css'
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
    <>
      <PaymentFields checkout={checkout} />
      <button disabled={!checkout.isReady} onClick={() => void checkout.submit()}>
        {data?.status ?? checkout.state}
      </button>
    </>
  )
}

const Button = ({ children, isBusy, onClick }: ButtonSlotProps) => (
  <button disabled={isBusy} onClick={onClick}>
    {children}
  </button>
)

export const DropIns = ({ priceId }: { priceId: string }) => (
  <PaymentsProvider client={client} locale="de" components={{ Button }} apiUrl="https://pay.example.com">
    <Checkout
      cart={{ items: [{ priceId, quantity: 1 }], currency: 'eur' }}
      words={{ checkout: { pay: (amount) => `Donate ${amount}` } }}
      appearance={{ variables: { borderRadius: '0px' } }}
      onPaid={({ receiptNumber }) => receiptNumber?.trim()}
    />
    <SavedMethods currency="eur" />
    <PaymentHistory onOpen={({ id }) => id.trim()} className="mine" />
    <Receipt paymentId={priceId} onError={(error) => String(error)} />
  </PaymentsProvider>
)
