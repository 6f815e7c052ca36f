import Stripe from 'stripe'

/** The version whose shapes our types describe; the SDK sends it and events should carry it. */
export const pinnedApiVersion: string = Stripe.API_VERSION
