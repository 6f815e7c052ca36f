import { invalidRequest } from './stripe-error.ts'

/**
 * Any version that is written as Stripe writes one is taken, and answered in the shapes of the pinned one.
 *
 * @throws {StripeError} 400
 */
export function checkApiVersion(header: string | string[] | undefined): void {
  const version = Array.isArray(header) ? header.join(', ') : header
  if (version === undefined || /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])(\.[a-z]+)?$/.test(version)) return
  throw invalidRequest({ message: `Invalid Stripe API version: ${version}` })
}
