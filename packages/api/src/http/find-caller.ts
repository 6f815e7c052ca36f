import type { IncomingMessage } from 'node:http'
import type { Caller } from '@azora/payments-core/context'
import { Refusal } from '@azora/payments-core/refusal'
import type { AccessTokenVerifier } from '../token/verify-access-token.ts'
import { localeOf } from './locale-of.ts'

export interface FoundCaller {
  caller: Caller | null
  callerRefusal?: Refusal
}

/** Who asks, by the Bearer token of the request. A token that we refuse makes nobody, and says why. */
export async function findCaller({ headers }: IncomingMessage, verifier: AccessTokenVerifier): Promise<FoundCaller> {
  if (headers.authorization === undefined) return { caller: null }
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization)?.[1]
  if (token === undefined) return { caller: null, callerRefusal: new Refusal({ code: 'unauthenticated' }) }
  try {
    const caller = await verifier.verify(token)
    return { caller: { ...caller, locale: localeOf(headers['accept-language']) } }
  } catch (error) {
    if (error instanceof Refusal) return { caller: null, callerRefusal: error }
    throw error
  }
}
