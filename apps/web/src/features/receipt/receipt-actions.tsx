import type { ReceiptPdf } from '@azora/payments-client/react'
import { FileDown, Printer } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The same receipt as a PDF or on paper. */
export function ReceiptActions({ pdf }: { pdf: ReceiptPdf }) {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap items-center gap-3">
      {pdf.hasFailed && <Notice tone="danger">{t('receipt.pdfFailed')}</Notice>}
      {pdf.blockedUrl && (
        <Notice tone="info">
          {t('receipt.blocked')}{' '}
          <a href={pdf.blockedUrl} className="font-semibold underline">
            {t('receipt.openHere')}
          </a>
        </Notice>
      )}
      <Button onClick={() => window.print()}>
        <Printer aria-hidden className="size-4.5" />
        {t('receipt.print')}
      </Button>
      <Button look="primary" busy={pdf.isOpening} onClick={pdf.open}>
        {!pdf.isOpening && <FileDown aria-hidden className="size-4.5" />}
        {pdf.isOpening ? t('receipt.opening') : t('receipt.openPdf')}
      </Button>
    </div>
  )
}
