import { GetReceipt, ListReceipts, Receipt, ReceiptLink, ReceiptPage } from '@azora/contract/receipt'
import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { linkReceipt } from '@azora/payments-core/receipt/link-receipt'
import { listReceipts } from '@azora/payments-core/receipt/list-receipts'
import { ReceiptPdf, toReceiptPdf } from './receipt-pdf.ts'
import { router, shopperProcedure } from './trpc.ts'

export const receiptsRouter = router({
  get: shopperProcedure
    .input(GetReceipt)
    .output(Receipt)
    .query(({ ctx, input }) => getReceipt(ctx.payments, input)),
  list: shopperProcedure
    .input(ListReceipts)
    .output(ReceiptPage)
    .query(({ ctx, input }) => listReceipts(ctx.payments, input)),
  link: shopperProcedure
    .input(GetReceipt)
    .output(ReceiptLink)
    .query(({ ctx, input }) => linkReceipt(ctx.payments, input)),
  pdf: shopperProcedure
    .input(GetReceipt)
    .output(ReceiptPdf)
    .query(async ({ ctx, input }) => toReceiptPdf(await getReceiptDocument(ctx.payments, input))),
})
