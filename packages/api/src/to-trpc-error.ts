import { refusalOfOutage } from '@azora/payments-core/outage'
import { Refusal } from '@azora/payments-core/refusal'
import { TRPCError } from '@trpc/server'
import { refusalAnswers } from './refusal-answers.ts'

/**
 * The error that answers for `error`: a refusal, invalid input and the protocol's own errors keep their status, an outage of
 * the database or of Stripe is a 503 that says when to come back, all else is a 500.
 */
export function toTrpcError(error: unknown): TRPCError {
  const cause = error instanceof TRPCError ? error.cause : error
  const refusal = cause instanceof Refusal ? cause : (refusalOfOutage(cause) ?? refusalOfProtocol(error))
  if (refusal) return new TRPCError({ ...refusalAnswers[refusal.reason.code], cause: refusal })
  return error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error })
}

/** What tRPC itself found wrong with a request, as a refusal. Messages of its own may repeat what was sent, so they stay here. */
function refusalOfProtocol(error: unknown): Refusal | undefined {
  if (!(error instanceof TRPCError)) return undefined
  const { code, cause } = error
  if (code !== 'BAD_REQUEST' && code !== 'PARSE_ERROR') return undefined
  const issues = cause !== undefined && 'issues' in cause && Array.isArray(cause.issues) ? cause.issues : []
  return new Refusal({ code: 'input_invalid', fields: issues.slice(0, maximumFields).map(toField) })
}

const maximumFields = 20

/** Takes the path and the rule from an issue of zod, never the value. */
function toField(issue: unknown): { path: string; message: string } {
  // Issues come from zod, which gives each a path and a message.
  const { path = [], message = '' } = issue as { path?: PropertyKey[]; message?: string }
  return { path: path.map(String).join('.').slice(0, 200), message: message.slice(0, 200) }
}
