import type { ReactNode } from 'react'
import type { ReceiptPdf } from '../use-receipt-pdf.ts'
import { useTexts } from '../use-texts.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import type { ButtonSlotProps } from './slots.ts'

interface PdfButtonProps {
  pdf: ReceiptPdf
  look: ButtonSlotProps['look']
  children: ReactNode
}

/** Opens the receipt as a PDF, and offers a link where the browser let no window open. */
export function PdfButton({ pdf, look, children }: PdfButtonProps) {
  const { words } = useTexts()
  return (
    <>
      {pdf.hasFailed && <Notice tone="danger">{words.receipt.pdfFailed}</Notice>}
      {pdf.blockedUrl && (
        <Notice tone="info">
          {words.receipt.blocked}{' '}
          <a className="azora-link" href={pdf.blockedUrl}>
            {words.receipt.openHere}
          </a>
        </Notice>
      )}
      <Button name="azora-receipt__pdf" look={look} isBusy={pdf.isOpening} onClick={pdf.open}>
        {pdf.isOpening ? words.receipt.opening : children}
      </Button>
    </>
  )
}
