/** A Stripe event whose signature, age and shape have been checked. `raw` is the body as it came. */
export interface VerifiedEvent {
  id: string
  type: string
  created: Date
  /** The object that it is about; the event itself where it is about none. */
  objectId: string
  /** The version that its object is written in; Stripe leaves it out for some events of its own. */
  apiVersion: string | null
  raw: string
}
