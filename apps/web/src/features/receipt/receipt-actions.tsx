import { usePaymentsClient } from '@azora/payments-client/react'
import { useMutation } from '@tanstack/react-query'
import { FileDown, Printer } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The same receipt as a PDF or on paper. */
export function ReceiptActions({ paymentId }: { paymentId: string }) {
  const { t } = useWords()
  const client = usePaymentsClient()
  const pdf = useMutation({
    mutationFn: async (tab: Window | null) => {
      const { path } = await client.receipts.link.query({ paymentId })
      const url = new URL(path, location.origin).href
      if (tab) tab.location.replace(url)
      return { url, isOpen: tab !== null }
    },
    onError: (_error, tab) => tab?.close(),
  })
  // The window opens with the click, before the answer: browsers block one that opens later.
  const open = () => pdf.mutate(window.open('', '_blank'))

  return (
    <div className="flex flex-wrap items-center gap-3">
      {pdf.isError && <Notice tone="danger">{t('receipt.pdfFailed')}</Notice>}
      {pdf.data && !pdf.data.isOpen && (
        <Notice tone="info">
          {t('receipt.blocked')}{' '}
          <a href={pdf.data.url} className="font-semibold underline">
            {t('receipt.openHere')}
          </a>
        </Notice>
      )}
      <Button onClick={() => window.print()}>
        <Printer aria-hidden className="size-4.5" />
        {t('receipt.print')}
      </Button>
      <Button look="primary" busy={pdf.isPending} onClick={open}>
        {!pdf.isPending && <FileDown aria-hidden className="size-4.5" />}
        {pdf.isPending ? t('receipt.opening') : t('receipt.openPdf')}
      </Button>
    </div>
  )
}
