import { parentPort } from 'node:worker_threads'
import type { ReceiptData } from '@azora/contract/receipt'

/** Stands where the thread that draws receipts stands, and does what the receipt's number says. */
parentPort?.on('message', ({ number }: ReceiptData) => {
  const eaten: number[][] = []
  if (number === 'loops') for (;;);
  if (number === 'eats') for (;;) eaten.push(Array.from({ length: 100_000 }, () => eaten.length))
  if (number === 'exits') process.exit(1)
  if (number === 'throws') throw new Error('a bug in the thread')
  parentPort?.postMessage({ bytes: Buffer.from(number) }, [])
})
parentPort?.postMessage('ready', [])
