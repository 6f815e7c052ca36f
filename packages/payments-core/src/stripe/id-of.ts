type Named = string | { id: string }

/** The id of what Stripe names by its id alone, or sends along whole; null where there is nothing. */
export function idOf(object: Named): string
export function idOf(object: Named | null | undefined): string | null
export function idOf(object: Named | null | undefined): string | null {
  return typeof object === 'string' ? object : (object?.id ?? null)
}
