import * as z from 'zod/mini'

/**
 * What every list takes. The cursor is opaque and comes from the page before. `direction` is what infinite queries of
 * TanStack send along; our pages have one direction, so it means nothing.
 */
export const PageRequest = {
  cursor: z.nullish(z.string().check(z.maxLength(400))),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
  direction: z.optional(z.enum(['forward', 'backward'])),
}
