/** The id of what Stripe names by its id alone, or sends along whole. */
export const idOf = (object: string | { id: string }): string => (typeof object === 'string' ? object : object.id)
