/** What callers asked and were told, over all sessions. */
export interface Diary {
  requests: number
  /** Requests whose answer never came, so that they were sent again with the same id. */
  lostAnswers: number
  refusals: Map<string, number>
  /** Payments of which a caller was told that they are paid. */
  toldPaid: Set<string>
  /** Refunds of which a caller was told that they were accepted. */
  toldRefunds: Set<string>
  /** Each mistake in an answer, in words. */
  wrongAnswers: string[]
}

export const openDiary = (): Diary => ({
  requests: 0,
  lostAnswers: 0,
  refusals: new Map(),
  toldPaid: new Set(),
  toldRefunds: new Set(),
  wrongAnswers: [],
})
