import type { StripeSandbox } from '../stripe-sandbox.ts'

type Handle = (sandbox: StripeSandbox, body: Record<string, unknown>) => object

/** What happens to cards without their holders, over HTTP. */
export const methodControls: Readonly<Record<string, Handle>> = {
  'POST /_sandbox/payment-methods/renew': ({ methods }, { paymentMethod, expMonth, expYear }) => {
    if (typeof expMonth !== 'number' || typeof expYear !== 'number')
      throw new TypeError('expMonth and expYear must be numbers.')
    methods.renewCard(String(paymentMethod), { expMonth, expYear })
    return { renewed: paymentMethod }
  },
  'POST /_sandbox/payment-methods/expire': ({ methods }, { paymentMethod }) => {
    methods.expireCard(String(paymentMethod))
    return { expired: paymentMethod }
  },
}
