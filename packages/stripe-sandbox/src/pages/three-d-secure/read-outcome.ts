import type { IncomingMessage } from 'node:http'

import type { ChallengeOutcome } from '../../core.ts'

const longestBodyBytes = 256

/** The button that was pressed; undefined for anything else, however long. */
export async function readOutcome(request: IncomingMessage): Promise<ChallengeOutcome | undefined> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > longestBodyBytes) return undefined
  }
  const outcome = new URLSearchParams(body).get('outcome')
  return outcome === 'authenticated' || outcome === 'failed' ? outcome : undefined
}
