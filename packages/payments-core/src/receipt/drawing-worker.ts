import { parentPort } from 'node:worker_threads'
import type { ReceiptData } from '@azora/contract/receipt'
import { renderReceiptPdf } from './receipt-pdf.ts'

/** What the thread says: first that it is ready, then one answer for each receipt that it was sent. */
export type DrawingAnswer = 'ready' | { bytes: Uint8Array } | { error: string }

const say = (answer: DrawingAnswer) => parentPort?.postMessage(answer, [])

parentPort?.on('message', (data: ReceiptData) => {
  renderReceiptPdf(data).then(
    (bytes) => say({ bytes }),
    (error: unknown) => say({ error: String(error) }),
  )
})
say('ready')
