import * as z from 'zod/mini'

/** What a page needs before it can do anything; holds no secret. `stripeJsUrl` is set only in the sandbox. */
export const PublicConfig = z.object({
  stripePublishableKey: z.string(),
  stripeJsUrl: z.nullable(z.string()),
  signIn: z.object({ issuer: z.string(), clientId: z.string(), audience: z.string() }),
  merchantName: z.string(),
  mailSandboxUrl: z.nullable(z.string()),
})
export type PublicConfig = z.infer<typeof PublicConfig>
