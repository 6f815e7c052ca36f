import { checkSwitches } from '../state/switches.ts'
import type { StripeSandbox } from '../stripe-sandbox.ts'

type Handle = (sandbox: StripeSandbox, body: Record<string, unknown>) => object

/** What banks, networks and shoppers do to money, on command. */
export const moneyControls: Readonly<Record<string, Handle>> = {
  'GET /_sandbox/switches': (sandbox) => sandbox.switches.get(),
  'POST /_sandbox/switches': (sandbox, body) => sandbox.switches.set(checkSwitches(body)),
  'POST /_sandbox/refunds/fail': (sandbox, body) => {
    sandbox.failRefund(String(body['refund']))
    return { failed: body['refund'] }
  },
}
