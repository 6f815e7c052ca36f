import { useQuery } from '@tanstack/react-query'
import { usePayments } from './trpc.ts'
import { usePayment } from './use-payment.ts'

const soonMs = 1_500
const laterMs = 10_000
const soonTimes = 20

/** One payment, live until it is final and, once it is paid, until its receipt has a number. */
export function useFollowedPayment(paymentId: string) {
  const payments = usePayments()
  const followed = usePayment(paymentId)
  const lacksReceipt = followed.data?.status === 'succeeded' && followed.data.receiptNumber === null
  useQuery({
    ...payments.payments.get.queryOptions({ paymentId }),
    enabled: lacksReceipt,
    refetchInterval: ({ state }) => (state.dataUpdateCount < soonTimes ? soonMs : laterMs),
  })
  return followed
}
