import { IntegrationError } from './integration-error.ts'

/** A method that wrappers look for and the sandbox cannot do: it rejects and says so. */
export const notOffered = (name: string) => (): Promise<never> =>
  Promise.reject(new IntegrationError(`The Stripe sandbox does not offer stripe.${name}() yet.`))
