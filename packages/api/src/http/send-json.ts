import type { ServerResponse } from 'node:http'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { Refusal } from '@azora/payments-core/refusal'
import { toTrpcError } from '../to-trpc-error.ts'

/** A JSON body that nobody stores. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  res.end(JSON.stringify(body))
}

/** A refusal on plain HTTP: the same codes and statuses as on tRPC. Unknown errors say nothing. */
export function sendRefusal(res: ServerResponse, error: unknown): void {
  const answer = toTrpcError(error)
  const refusal: RefusalReason | null = answer.cause instanceof Refusal ? answer.cause.reason : null
  if (refusal?.code === 'unauthenticated') res.setHeader('www-authenticate', 'Bearer')
  if (refusal?.code === 'temporarily_unavailable') res.setHeader('retry-after', refusal.retryAfterSeconds)
  const message = refusal ? answer.message : 'Something went wrong'
  sendJson(res, getHTTPStatusCodeFromError(answer), { error: { message, refusal } })
}
