import type { PaymentContext } from './context.ts'
import { createPaymentContext, type MerchantOptions } from './create-payment-context.ts'
import { openStores, type StoresOptions } from './open-stores.ts'

export type PaymentContextOptions = MerchantOptions & StoresOptions

/** Opens all that the domain needs in one process. `close` ends its connections; call it once, after the last request. */
export async function openPaymentContext(
  options: PaymentContextOptions,
): Promise<PaymentContext & { close(): Promise<void> }> {
  const stores = await openStores(options)
  const ctx = createPaymentContext(stores, options)
  return {
    ...ctx,
    close: async () => {
      ctx.answers.close()
      await stores.close()
    },
  }
}
