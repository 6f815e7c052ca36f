export type Metadata = Record<string, string>
export type MetadataParams = Metadata | ''

/** Stripe's merge: keys that are named are set, those set to `""` go, and `""` for the whole clears all. */
export function mergeMetadata(before: Metadata, change: MetadataParams | undefined): Metadata {
  if (change === undefined) return before
  if (change === '') return {}
  const kept = Object.entries({ ...before, ...change }).filter(([, value]) => value !== '')
  return Object.fromEntries(kept)
}
