import { setTimeout as delay } from 'node:timers/promises'
import { refusalOf, type RefusalCode } from '@azora/payments-client'
import type { Diary } from './diary.ts'

const pauseMs = 250
const patienceMs = 60_000
/** They say that the same request may be sent again. */
const passing = new Set<RefusalCode>(['temporarily_unavailable', 'request_in_progress'])

/**
 * Sends a request, with the same id, until there is an answer, as a page does whose connection broke.
 *
 * @returns the answer, or null when it is a refusal
 * @throws the last error when a minute brought no answer
 */
export async function askUntilAnswered<T>(diary: Diary, send: () => Promise<T>): Promise<T | null> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    diary.requests += 1
    try {
      return await send()
    } catch (error) {
      const code = refusalOf(error)?.code
      if (code && !passing.has(code)) {
        diary.refusals.set(code, (diary.refusals.get(code) ?? 0) + 1)
        return null
      }
      if (!code) diary.lostAnswers += 1
      if (Date.now() > deadline) throw error
      await delay(pauseMs)
    }
  }
}
