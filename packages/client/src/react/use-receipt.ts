import type { Receipt } from '@azora/contract/receipt'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newRequestId } from '../new-request-id.ts'
import { isRefusal } from '../refusal.ts'
import { usePayments } from './trpc.ts'
import { useReceiptPdf, type ReceiptPdf } from './use-receipt-pdf.ts'

export interface UseReceipt {
  receipt: Receipt | undefined
  /** It is not written yet: it will be, a moment after the payment is final, and comes by itself. */
  isComing: boolean
  isLoading: boolean
  error: unknown
  retry: () => void
  pdf: ReceiptPdf
  /** Mails it once more; a few times a day at most. */
  sendAgain: () => void
  isSending: boolean
  isSent: boolean
  sendError: unknown
}

const askAgainMs = 2_000

/** A payment's receipt, live until it is written and mailed. */
export function useReceipt(paymentId: string): UseReceipt {
  const payments = usePayments()
  const queryClient = useQueryClient()
  const { data, error, isFetching, refetch } = useQuery({
    ...payments.receipts.get.queryOptions({ paymentId }),
    retry: false,
    refetchInterval: ({ state }) => (isStillComing(state.error, state.data?.mailedAt) ? askAgainMs : false),
  })
  const isComing = data === undefined && isRefusal(error, 'receipt_not_found')
  const send = useMutation(
    payments.receipts.sendAgain.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(payments.receipts.get.queryFilter({ paymentId })),
    }),
  )
  return {
    receipt: data,
    isComing,
    isLoading: isFetching,
    error: data || isComing ? null : error,
    retry: () => void refetch(),
    pdf: useReceiptPdf(paymentId),
    sendAgain: () => {
      if (!send.isPending) send.mutate({ requestId: newRequestId(), paymentId })
    },
    isSending: send.isPending,
    isSent: send.isSuccess,
    sendError: send.error,
  }
}

const isStillComing = (error: unknown, mailedAt: string | null | undefined): boolean =>
  mailedAt === null || isRefusal(error, 'receipt_not_found')
