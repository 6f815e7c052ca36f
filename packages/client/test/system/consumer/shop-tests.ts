import { aPayment, createTestShop, paymentsHandlers, refuse } from '@azora/payments-client/testing'

export const shop = createTestShop({ bank: 'declines', payments: [aPayment({ status: 'canceled' })] })

export const handlers = paymentsHandlers({
  'payments.get': ({ paymentId }) => {
    throw refuse({ code: 'payment_not_found', paymentId })
  },
  // @ts-expect-error a status that there is not
  'payments.list': () => ({ payments: [{ ...aPayment(), status: 'lost' }], nextCursor: null }),
})

shop.refuseNext('payments.process', { code: 'cart_empty' })
