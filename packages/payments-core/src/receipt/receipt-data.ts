import { ReceiptData } from '@azora/contract/receipt'
import { jsonb, type Column } from '@azora/db/column'

const stored = jsonb<unknown>()

/** What a receipt says, read as the contract reads it, so that what was stored by older code gets its defaults. */
export const receiptData: Column<ReceiptData> = {
  ...stored,
  decode: (value) => ReceiptData.parse(stored.decode(value)),
}
