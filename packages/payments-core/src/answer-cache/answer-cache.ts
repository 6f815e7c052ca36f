import type { StoredAnswer } from '../attempt/operation.ts'

/** The key of an idempotency record: one caller's request for one operation. */
export interface RequestKey {
  merchantId: string
  operation: string
  subject: string
  requestId: string
}

/** What PostgreSQL has stored for a request that is finished. It never changes there. */
export interface KeptAnswer extends StoredAnswer<unknown> {
  fingerprint: string
}

/**
 * Answers of finished requests, where they are had faster than from PostgreSQL. It may forget, be slow or be gone: then
 * nothing is found, and PostgreSQL is asked.
 */
export interface AnswerCache {
  /** Never throws, and takes 50 ms at most. What it finds was written by a process of ours for this very request. */
  find(key: RequestKey): Promise<KeptAnswer | undefined>
  /** Call it only with what is committed. Returns at once; never throws. */
  keep(key: RequestKey, answer: KeptAnswer): void
  close(): void
}

/** Without Redis. */
export const noAnswerCache: AnswerCache = { find: async () => undefined, keep() {}, close() {} }
