import type { ServerResponse } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { RefusalCode, RefusalReason } from '@azora/contract/refusal-reason'
import { Refusal } from '@azora/payments-core/refusal'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { refusalAnswers } from '../refusal-answers.ts'
import { toTrpcError } from '../to-trpc-error.ts'

/** Problem details as RFC 9457 has them, and ours beside: `refusal` says why we said no, with its data. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code?: RefusalCode
  refusal?: RefusalReason
  requestId?: string
}

const problemsPrefix = '/api/problems/'

/** What is said of a refusal whatever it was about; this is also what its `type` leads to. */
export function problemOf(code: RefusalCode): Problem & { code: RefusalCode } {
  const { code: key, message } = refusalAnswers[code]
  const title = code.replaceAll('_', ' ')
  return {
    type: problemsPrefix + code,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    status: getHTTPStatusCodeFromError(new TRPCError({ code: key })),
    detail: message,
    code,
  }
}

/** Of a status that says it all. */
export function plainProblem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }
}

/** What an address under `/api/problems/` describes. */
export function problemAt(path: string): Problem | undefined {
  if (!path.startsWith(problemsPrefix)) return undefined
  const code = path.slice(problemsPrefix.length)
  // A key of the table is a code.
  return Object.hasOwn(refusalAnswers, code) ? problemOf(code as RefusalCode) : undefined
}

/** Says what went wrong: refusals with their code, all else with its status alone. */
export function sendProblem(res: ServerResponse, error: unknown, requestId: string): void {
  const answer = toTrpcError(error)
  const refusal: RefusalReason | undefined = answer.cause instanceof Refusal ? answer.cause.reason : undefined
  if (refusal?.code === 'unauthenticated') res.setHeader('www-authenticate', 'Bearer')
  if (refusal?.code === 'temporarily_unavailable') res.setHeader('retry-after', refusal.retryAfterSeconds)
  if (answer.code === 'PAYLOAD_TOO_LARGE') res.setHeader('connection', 'close')
  const status = getHTTPStatusCodeFromError(answer)
  const problem = refusal
    ? { ...problemOf(refusal.code), refusal }
    : plainProblem(status, plainDetails[answer.code] ?? 'Something went wrong.')
  writeProblem(res, { ...problem, requestId })
}

const plainDetails: Partial<Record<string, string>> = {
  PAYLOAD_TOO_LARGE: 'The body is larger than what is read here.',
  UNSUPPORTED_MEDIA_TYPE: 'Send JSON, with content-type application/json.',
}

export function writeProblem(res: ServerResponse, problem: Problem): void {
  const body = JSON.stringify(problem)
  res.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  res.end(body)
}
