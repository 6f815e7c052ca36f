import type { OpenApiDocument } from './openapi-document.ts'
import { promisesOf } from './promises.ts'

/**
 * What would break a caller who was written against `before`, a sentence each. What is only offered beside is none. A limit
 * that moved counts whichever way it went: whoever moves one looks at it and, if it is wider, releases the document.
 */
export function breakingChanges(before: OpenApiDocument, after: OpenApiDocument): string[] {
  const [then, now] = [promisesOf(before), promisesOf(after)]
  const gone = [...then.offers].filter((offer) => !now.offers.has(offer))
  // What is new beside the rest asks nothing of anybody yet.
  const known = new Set([...then.offers, ...then.demands].map(placeOf))
  const asked = [...now.demands].filter((demand) => !then.demands.has(demand) && known.has(placeOf(demand)))
  return [...gone.map((offer) => `no longer: ${offer}`), ...asked.map((demand) => `new: ${demand}`)]
}

/** What a sentence is about: all before its verb. */
const placeOf = (sentence: string): string => sentence.replace(/ (is there|takes|wants|answers|has|may be)( |,).*$/, '')
