import type { IncomingMessage, ServerResponse } from 'node:http'
import { GetReceipt } from '@azora/contract/receipt'
import type { PublicConfig } from '@azora/contract/public-config'
import type { PaymentContext } from '@azora/payments-core/context'
import { getReceiptDocument } from '@azora/payments-core/receipt/get-receipt-document'
import { openReceiptLink } from '@azora/payments-core/receipt/open-receipt-link'
import { Refusal } from '@azora/payments-core/refusal'
import { requireRole } from '../require-role.ts'
import { docsRoutes } from '../rest/docs-routes.ts'
import { plainProblem, problemAt, writeProblem } from '../rest/problem.ts'
import type { FoundCaller } from './find-caller.ts'
import { sendDocument } from './send-document.ts'
import { sendJson } from './send-json.ts'

export interface PlainRequest {
  req: IncomingMessage
  res: ServerResponse
  payments: PaymentContext
  config: PublicConfig
  requestId: string
  findCaller: () => Promise<FoundCaller>
}

export interface PlainRoute {
  /** How the route is called in logs: a path without what was asked for. */
  name: string
  path: RegExp
  answer(request: PlainRequest, ...parts: string[]): Promise<void> | void
}

/** What is not tRPC, because a browser or a script asks for it by address. All are GET. */
export const plainRoutes: readonly PlainRoute[] = [
  ...docsRoutes,
  {
    name: '/api/config',
    path: /^\/api\/config$/,
    answer: ({ res, config }) => sendJson(res, 200, config),
  },
  {
    name: '/api/problems/:code',
    path: /^(\/api\/problems\/\w{1,60})$/,
    answer({ res }, path = '') {
      const problem = problemAt(path)
      if (problem) return sendJson(res, 200, problem)
      writeProblem(res, plainProblem(404, 'There is no such problem.'))
    },
  },
  {
    name: '/api/receipts/:paymentId/pdf',
    path: /^\/api\/receipts\/([^/]+)\/pdf$/,
    async answer({ req, res, payments, requestId, findCaller }, paymentId) {
      const { caller, callerRefusal } = await findCaller()
      if (!caller) throw callerRefusal ?? new Refusal({ code: 'unauthenticated' })
      const ctx = { ...payments, caller }
      await requireRole(ctx, { procedure: 'receipts.pdf', requestId })
      const input = GetReceipt.safeParse({ paymentId, ...chosenDocument(req) })
      if (!input.success)
        throw new Refusal({
          code: 'input_invalid',
          fields: [{ path: 'receipt', message: 'must be named by UUIDs and a version' }],
        })
      sendDocument(req, res, await getReceiptDocument(ctx, input.data))
    },
  },
  {
    name: '/receipts/:token/:fileName',
    path: /^\/receipts\/([\w.~-]{1,500})\/[\w.%-]{1,200}$/,
    async answer({ req, res, payments }, token = '') {
      const document = await openReceiptLink(payments, token)
      res.setHeader('referrer-policy', 'no-referrer')
      if (document) return sendDocument(req, res, document)
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
      res.end('This link is no longer valid. Open the receipt again from your payment history.\n')
    },
  },
]

/** `?refund=<its id>` names a refund's receipt, `?version=1` an older version; the payment's newest is what is meant otherwise. */
function chosenDocument(req: IncomingMessage) {
  const { searchParams } = new URL(req.url ?? '/', 'http://localhost')
  const refundId = searchParams.get('refund')
  const version = searchParams.get('version')
  return { ...(refundId === null ? {} : { refundId }), ...(version === null ? {} : { version: Number(version) }) }
}
