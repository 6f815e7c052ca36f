import type { IncomingMessage, ServerResponse } from 'node:http'

import type { ChallengeOutcome, SandboxCore, ThreeDSecureChallenge } from '../../core.ts'
import { sendPage } from '../send-page.ts'
import { challengePage, finishedPage, unknownPage } from './challenge-page.ts'
import { readOutcome } from './read-outcome.ts'

export interface ThreeDSecureRequest {
  core: SandboxCore
  request: IncomingMessage
  response: ServerResponse
  url: URL
  token: string
}

/** GET shows the bank's challenge, POST `outcome` finishes it once. Afterwards, and for unknown tokens, nothing happens. */
export async function handleThreeDSecure(input: ThreeDSecureRequest): Promise<boolean> {
  const { core, request, response, token } = input
  const challenge = core.threeDSecure.find(token)
  if (!challenge) {
    sendPage(response, unknownPage(), { status: 404 })
    return true
  }
  if (request.method === 'POST') await finish(input, challenge)
  else show(input, challenge)
  return true
}

function show({ response, url }: ThreeDSecureRequest, challenge: ThreeDSecureChallenge): void {
  if (challenge.status !== 'pending') return sendPage(response, finishedPage(challenge))
  sendPage(response, challengePage(challenge, url), { formTarget: originOf(challenge.returnUrl) })
}

async function finish({ core, request, response, token }: ThreeDSecureRequest, challenge: ThreeDSecureChallenge) {
  if (challenge.status !== 'pending') return sendPage(response, finishedPage(challenge), { status: 409 })
  const outcome: ChallengeOutcome | undefined = await readOutcome(request)
  if (!outcome) return sendPage(response, unknownPage(), { status: 400 })

  const { returnUrl } = core.threeDSecure.complete(token, outcome)
  if (!returnUrl) return sendPage(response, finishedPage({ ...challenge, status: outcome }))
  response.writeHead(303, { location: returnUrl, 'cache-control': 'no-store' })
  response.end()
}

/** A form may only lead to origins that the policy names, and the answer to it redirects there. */
function originOf(returnUrl: string | undefined): string | undefined {
  const url = returnUrl === undefined ? undefined : URL.parse(returnUrl)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.origin : undefined
}
