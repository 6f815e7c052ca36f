import * as z from 'zod/mini'

/** The process answers. Whether it can serve is `/readyz`'s question. */
export const Health = z.object({ status: z.literal('ok') })
export type Health = z.infer<typeof Health>
