import { createIntentStore } from '../checkout/intent-store.ts'

/** The page's one store, so that whoever sees a payment end frees its cart for the next purchase. */
export const intents = createIntentStore()
