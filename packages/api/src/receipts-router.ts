import {
  GetReceipt,
  GetReceiptsOfPayment,
  ListReceipts,
  Receipt,
  ReceiptLink,
  ReceiptPdf,
  ReceiptPage,
  ReceiptsOfPayment,
  SendReceiptAgain,
  SentReceiptAgain,
} from '@azora/contract/receipt'
import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { linkReceipt } from '@azora/payments-core/receipt/link-receipt'
import { listReceipts } from '@azora/payments-core/receipt/list-receipts'
import { listReceiptsOfPayment } from '@azora/payments-core/receipt/list-receipts-of-payment'
import { sendReceiptAgain } from '@azora/payments-core/receipt/send-receipt-again'
import { toReceiptPdf } from './receipt-pdf.ts'
import { procedure, router } from './trpc.ts'

export const receiptsRouter = router({
  get: procedure('receipts.get')
    .input(GetReceipt)
    .output(Receipt)
    .query(({ ctx, input }) => getReceipt(ctx.payments, input)),
  list: procedure('receipts.list')
    .input(ListReceipts)
    .output(ReceiptPage)
    .query(({ ctx, input }) => listReceipts(ctx.payments, input)),
  ofPayment: procedure('receipts.ofPayment')
    .input(GetReceiptsOfPayment)
    .output(ReceiptsOfPayment)
    .query(({ ctx, input }) => listReceiptsOfPayment(ctx.payments, input)),
  link: procedure('receipts.link')
    .input(GetReceipt)
    .output(ReceiptLink)
    .query(({ ctx, input }) => linkReceipt(ctx.payments, input)),
  pdf: procedure('receipts.pdf')
    .input(GetReceipt)
    .output(ReceiptPdf)
    .query(async ({ ctx, input }) => toReceiptPdf(await getReceiptDocument(ctx.payments, input))),
  sendAgain: procedure('receipts.sendAgain')
    .input(SendReceiptAgain)
    .output(SentReceiptAgain)
    .mutation(({ ctx, input }) => sendReceiptAgain(ctx.payments, input)),
})
