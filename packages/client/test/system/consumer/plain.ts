import {
  createPaymentsClient,
  formatMoney,
  isRefusal,
  newRequestId,
  refusalText,
  type Payment,
  type PaymentSummary,
} from '@azora/payments-client'

const client = createPaymentsClient({ url: 'https://shop.example.com/trpc', getToken: () => null })

export async function pay(confirmationTokenId: string, priceId: string): Promise<string> {
  try {
    const { payment, clientSecret } = await client.payments.process.mutate({
      requestId: newRequestId(),
      cart: { items: [{ priceId, quantity: 1 }], currency: 'eur' },
      confirmationTokenId,
    })
    return clientSecret ?? describe(payment)
  } catch (error) {
    if (isRefusal(error, 'amount_too_small')) {
      const { minimumMinor, currency } = error.data.refusal
      return formatMoney({ amountMinor: minimumMinor, currency }, 'en')
    }
    if (isRefusal(error)) return refusalText(error.data.refusal, 'de')
    throw error
  }
}

export async function history(): Promise<readonly PaymentSummary[]> {
  const { payments, nextCursor } = await client.payments.list.query({ limit: 10, status: 'succeeded' })
  // @ts-expect-error a status that there is not
  await client.payments.list.query({ status: 'done' })
  return nextCursor === null ? payments : []
}

export const follow = (paymentId: string, onPaid: (payment: Payment) => void) =>
  client.payments.onStatus.subscribe(
    { paymentId },
    { onData: ({ data }) => (data.status === 'succeeded' ? onPaid(data) : undefined) },
  )

const describe = ({ amount, refundedMinor, lineItems }: Payment): string =>
  `${lineItems[0]?.name ?? ''} ${amount.amountMinor - refundedMinor} ${amount.currency}`
