import * as z from 'zod/mini'

/** Text that PostgreSQL can keep: no U+0000, no half of a surrogate pair. */
export const storable = z.refine<string>(
  (text) => !/\0|\p{Surrogate}/u.test(text),
  'has a character that cannot be stored',
)
