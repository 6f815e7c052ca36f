/** A Stripe event whose signature, age and shape have been checked. `raw` is the body as it came. */
export interface VerifiedEvent {
  id: string
  type: string
  created: Date
  objectId: string
  raw: string
}
