import { useMutation } from '@tanstack/react-query'
import { useSettings } from './settings.ts'
import { usePaymentsClient } from './trpc.ts'

export interface ReceiptPdf {
  /** Opens the PDF in a window of its own. Call it from a click: browsers block windows that open by themselves. */
  open: () => void
  isOpening: boolean
  hasFailed: boolean
  /** Where the PDF is, when the browser kept its window closed. Good for five minutes. */
  blockedUrl: string | null
}

/** A payment's receipt, or with `refundId` that of a refund, as a PDF. */
export function useReceiptPdf(paymentId: string, { refundId }: { refundId?: string } = {}): ReceiptPdf {
  const client = usePaymentsClient()
  const { apiUrl } = useSettings()
  const pdf = useMutation({
    mutationFn: async (tab: Window | null) => {
      const { path } = await client.receipts.link.query({ paymentId, ...(refundId && { refundId }) })
      const url = new URL(path, apiUrl || location.origin).href
      if (tab) tab.location.replace(url)
      return tab ? null : url
    },
    onError: (_error, tab) => tab?.close(),
  })
  return {
    // The window opens with the click, before the answer: browsers block one that opens later.
    open: () => pdf.mutate(window.open('', '_blank')),
    isOpening: pdf.isPending,
    hasFailed: pdf.isError,
    blockedUrl: pdf.data ?? null,
  }
}
