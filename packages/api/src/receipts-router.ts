import { GetReceipt, ListReceipts, Receipt, ReceiptLink, ReceiptPage } from '@azora/contract/receipt'
import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { linkReceipt } from '@azora/payments-core/receipt/link-receipt'
import { listReceipts } from '@azora/payments-core/receipt/list-receipts'
import { ReceiptPdf, toReceiptPdf } from './receipt-pdf.ts'
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
  link: procedure('receipts.link')
    .input(GetReceipt)
    .output(ReceiptLink)
    .query(({ ctx, input }) => linkReceipt(ctx.payments, input)),
  pdf: procedure('receipts.pdf')
    .input(GetReceipt)
    .output(ReceiptPdf)
    .query(async ({ ctx, input }) => toReceiptPdf(await getReceiptDocument(ctx.payments, input))),
})
