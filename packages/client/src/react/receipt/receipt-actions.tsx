import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { PdfButton } from '../parts/pdf-button.tsx'
import type { UseReceipt } from '../use-receipt.ts'
import { useTexts } from '../use-texts.ts'

/** The same receipt as a PDF, or once more by mail. */
export function ReceiptActions({ state }: { state: UseReceipt }) {
  const { words, error: textOf } = useTexts()
  const { pdf, sendAgain, isSending, isSent, sendError } = state
  return (
    <>
      {sendError !== null && (
        <Notice tone="danger" focusOn={sendError}>
          {textOf(sendError)}
        </Notice>
      )}
      {isSent && <Notice tone="info">{words.receipt.sent}</Notice>}
      <div className="azora-row__actions">
        <PdfButton pdf={pdf} look="primary">
          {words.receipt.openPdf}
        </PdfButton>
        <Button name="azora-receipt__send" isBusy={isSending} onClick={sendAgain}>
          {isSending ? words.receipt.sending : words.receipt.sendAgain}
        </Button>
      </div>
    </>
  )
}
