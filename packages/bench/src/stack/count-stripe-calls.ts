import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'

type Request = ReturnType<StripeSandbox['requests']>[number]

/** Counts what the sandbox is asked while work is done. It keeps only its newest requests, so a number of them says nothing. */
export async function countStripeCalls(
  stripe: StripeSandbox,
  work: () => Promise<unknown>,
  counts: (request: Request) => boolean = () => true,
): Promise<number> {
  const newest = stripe.requests().at(-1)
  await work()
  const requests = stripe.requests()
  return requests.slice(newest ? requests.lastIndexOf(newest) + 1 : 0).filter(counts).length
}
