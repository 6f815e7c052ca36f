import { openReceiptDrawing } from '@azora/payments-core/receipt/receipt-drawing'
import { renderReceiptPdf } from '@azora/payments-core/receipt/receipt-pdf'
import { receipt } from '@azora/test-kit/receipt'
import type { OpenLoad } from '../driver/load.ts'

export interface Receipts {
  /** Drawn by so many threads of ours; 0 draws on the spot, without any. */
  threads: number
}

const lines = ['Harbour mug', 'Field notebook', 'Reading lamp', 'Desk mat', 'Letter opener'].map((name) => ({ name }))

/** Receipts of five lines, each with a number of its own. */
const openReceipts: OpenLoad<Receipts> = ({ threads }) => {
  const drawing = openReceiptDrawing({ threads, waitMs: 60_000, waiting: 1_000 })
  const draw = (data: ReturnType<typeof receipt>) => (threads === 0 ? renderReceiptPdf(data) : drawing.draw(data))
  return {
    async operate(index) {
      const bytes = await draw(receipt('usd', lines, { number: `2026-${String(index).padStart(6, '0')}` }))
      if (Buffer.from(bytes.subarray(0, 5)).toString() !== '%PDF-') throw new Error('this is no PDF')
    },
  }
}

export default openReceipts
