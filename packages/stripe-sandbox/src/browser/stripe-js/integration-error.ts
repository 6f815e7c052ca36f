/** A mistake in how the page uses Stripe.js: thrown or rejected, never a `{ error }` for the shopper. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError'
}
