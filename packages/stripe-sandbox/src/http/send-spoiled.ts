import type { ServerResponse } from 'node:http'
import type { FaultRule } from '../control/fault-rules.ts'
import { send, type Answer } from './answer.ts'

/** Sends an answer, with what a rule does to its body on the way: cut off in the middle, or no JSON any more. */
export function sendSpoiled(response: ServerResponse, answer: Answer, fault: FaultRule | undefined): void {
  if (fault?.effect === 'malformed') {
    send(response, { ...answer, body: answer.body.replace(/[:{]\s/g, ' ') })
    return
  }
  if (fault?.effect !== 'truncate') {
    send(response, answer)
    return
  }
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...answer.headers,
  })
  const sent = Math.min(body.length - 1, fault.bytes ?? Math.floor(body.length / 2))
  response.write(body.subarray(0, Math.max(0, sent)), () => response.destroy())
}
