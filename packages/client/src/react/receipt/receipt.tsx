import { DropIn, type DropInProps } from '../drop-in.tsx'
import { Failed } from '../parts/failed.tsx'
import { Notice } from '../parts/notice.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { useReceipt } from '../use-receipt.ts'
import { useTexts } from '../use-texts.ts'
import { ReceiptActions } from './receipt-actions.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'

export interface ReceiptProps extends DropInProps {
  paymentId: string
}

/**
 * A payment's receipt with what was given back of it, as a PDF and by mail once more. `useReceipt` is the same without the
 * drawing.
 */
export function Receipt({ paymentId, ...looks }: ReceiptProps) {
  return (
    <DropIn name="receipt" {...looks}>
      <Body key={paymentId} paymentId={paymentId} />
    </DropIn>
  )
}

function Body({ paymentId }: { paymentId: string }) {
  const { words } = useTexts()
  const state = useReceipt(paymentId)
  const { receipt, isComing, error, isLoading, retry } = state
  if (receipt) {
    return (
      <article className="azora-receipt__body">
        <ReceiptSheet receipt={receipt} />
        <ReceiptActions state={state} />
      </article>
    )
  }
  if (isComing) return <Notice tone="info">{words.receipt.coming}</Notice>
  return error ? <Failed error={error} isBusy={isLoading} onRetry={retry} /> : <Skeleton rows={6} />
}
