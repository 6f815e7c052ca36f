import * as z from 'zod/mini'
import { PageRequest } from './page-request.ts'
import { MethodSummary } from './payment.ts'

/** A method that Stripe keeps for a customer: never more of it than Stripe shows on its own receipts. */
export const SavedMethod = z.extend(MethodSummary, {
  id: z.uuid(),
  /** Of a bank account, where its bank is known. */
  bankName: z.nullable(z.string()),
  /** Of a card: the last month in which it can be charged. */
  expiry: z.nullable(z.object({ month: z.int(), year: z.int() })),
  isDefault: z.boolean(),
  createdAt: z.string(),
})
export type SavedMethod = z.infer<typeof SavedMethod>

export const setupStatuses = [
  'requires_payment_method',
  'requires_action',
  'processing',
  'succeeded',
  'canceled',
] as const
export type SetupStatus = (typeof setupStatuses)[number]

/** Why a method could not be saved. */
export const setupFailures = [
  'declined',
  'authentication_failed',
  'verification_attempts_exceeded',
  'verification_timeout',
  'verification_failed',
] as const
export type SetupFailure = (typeof setupFailures)[number]

/**
 * The saving of one method, without a payment. `microdeposits` is there while a bank account waits for its holder to say what
 * arrived on it: a code that stands beside one deposit, or the amounts of two. `savedMethodId` is there once it has succeeded.
 */
export const MethodSetup = z.object({
  id: z.uuid(),
  status: z.enum(setupStatuses),
  method: z.nullable(MethodSummary),
  microdeposits: z.nullable(z.object({ kind: z.enum(['amounts', 'descriptor_code']), arriveAt: z.string() })),
  failure: z.nullable(z.enum(setupFailures)),
  savedMethodId: z.nullable(z.uuid()),
  createdAt: z.string(),
})
export type MethodSetup = z.infer<typeof MethodSetup>

export const methodTypes = ['card', 'us_bank_account', 'sepa_debit'] as const

/** Begins to save a method. Without `types` it may be of any that the shop takes. */
export const SetUpMethod = z.strictObject({
  requestId: z.uuid(),
  types: z.optional(z.array(z.enum(methodTypes)).check(z.minLength(1), z.maxLength(methodTypes.length))),
})
export type SetUpMethod = z.infer<typeof SetUpMethod>

/** `clientSecret` is for `stripe.confirmSetup`, and is there until the setup has ended. */
export const StartedSetup = z.object({ setup: MethodSetup, clientSecret: z.nullable(z.string()) })
export type StartedSetup = z.infer<typeof StartedSetup>

export const GetSetup = z.strictObject({ setupId: z.uuid() })
export type GetSetup = z.infer<typeof GetSetup>

/** The caller's methods, the default first, then the newest; and bank accounts that wait for their micro-deposits. */
export const MethodList = z.object({ methods: z.array(SavedMethod), waiting: z.array(MethodSetup) })
export type MethodList = z.infer<typeof MethodList>

export const SetDefaultMethod = z.strictObject({ savedMethodId: z.uuid() })
export type SetDefaultMethod = z.infer<typeof SetDefaultMethod>

export const DeleteMethod = z.strictObject({ requestId: z.uuid(), savedMethodId: z.uuid() })
export type DeleteMethod = z.infer<typeof DeleteMethod>

export const DeletedMethod = z.object({ savedMethodId: z.uuid(), isDeleted: z.boolean() })
export type DeletedMethod = z.infer<typeof DeletedMethod>

/** Cards whose last month ends within so many days, those that expire first in front. */
export const ListExpiring = z.strictObject({
  ...PageRequest,
  withinDays: z._default(z.int().check(z.minimum(1), z.maximum(400)), 60),
})
export type ListExpiring = z.infer<typeof ListExpiring>

export const ExpiringMethod = z.extend(SavedMethod, { customerSubject: z.string() })
export type ExpiringMethod = z.infer<typeof ExpiringMethod>

export const ExpiringPage = z.object({ methods: z.array(ExpiringMethod), nextCursor: z.nullable(z.string()) })
export type ExpiringPage = z.infer<typeof ExpiringPage>
