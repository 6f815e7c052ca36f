import * as z from 'zod/mini'

/** What arrived on a bank account: the code that stands beside one deposit, or the amounts of two, in minor units. */
const seen = {
  descriptorCode: z.optional(z.string().check(z.regex(/^[Ss][Mm][0-9A-Za-z]{4}$/))),
  amounts: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(99))).check(z.minLength(2), z.maxLength(2))),
}
const isOne = z.refine<{ descriptorCode?: string | undefined; amounts?: number[] | undefined }>(
  ({ descriptorCode, amounts }) => (descriptorCode === undefined) !== (amounts === undefined),
  'needs the code or the two amounts, and not both',
)

/** Proves that the bank account of a setup is the caller's. Each wrong answer is a try; Stripe allows ten in ten days. */
export const VerifySetup = z.strictObject({ requestId: z.uuid(), setupId: z.uuid(), ...seen }).check(isOne)
export type VerifySetup = z.infer<typeof VerifySetup>

/** The same for a payment that waits for it. */
export const VerifyPayment = z.strictObject({ requestId: z.uuid(), paymentId: z.uuid(), ...seen }).check(isOne)
export type VerifyPayment = z.infer<typeof VerifyPayment>
