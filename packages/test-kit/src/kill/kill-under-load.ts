import { demoMerchantId } from '@azora/db/seed-demo'
import pg from 'pg'
import type { Breach } from '../crash/breach/breach.ts'
import { readBooks, type Books } from '../crash/books.ts'
import { createRandom } from '../random.ts'
import type { TestStack } from '../start-test-stack.ts'
import { awaitRecovery } from './await-recovery.ts'
import { openDiary, type Diary } from './diary.ts'
import { killInTurn, type Killed } from './kill-in-turn.ts'
import { runSession } from './run-session.ts'

export interface KillReport {
  diary: Diary
  killed: Killed
  /** How many payments ended in each state. */
  payments: Map<string, number>
  mails: number
  events: number
  breaches: Breach[]
}

export interface KillOptions {
  seed: number
  /** Pages open at the same time. */
  sessions: number
  /** Whether that many kills are enough. */
  isEnough: (kills: number) => boolean
}

/**
 * Has sessions shop through the HTTP API while the web process, the receiver and the worker are killed over and over;
 * then lets the system come to rest and holds our rows against Stripe, the mails, and what callers were told.
 *
 * @throws when a request had no answer for a minute, or a process ended by itself or does not start
 */
export async function killUnderLoad(stack: TestStack, options: KillOptions): Promise<KillReport> {
  await stack.webhook.stop()
  await Promise.all([stack.webhook.start({ ROLE: 'receiver' }), stack.worker.start()])
  const diary = openDiary()
  const killed = await shopAndKill(stack, options, diary)

  const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 })
  try {
    const world = { ctx: { merchantId: demoMerchantId, db: { pool } }, stripe: stack.stripe, mail: stack.mail }
    const found = await awaitRecovery(world)
    const books = await readBooks(world)
    return {
      diary,
      killed,
      payments: countBy(books.payments.map(({ status }) => status)),
      mails: stack.mail.messages().length,
      events: stack.stripe.webhooks.deliveries().length,
      breaches: [...found, ...brokenWords(diary, books)],
    }
  } finally {
    await pool.end()
  }
}

async function shopAndKill(stack: TestStack, options: KillOptions, diary: Diary): Promise<Killed> {
  const { seed, sessions, isEnough } = options
  let isOver = false
  const shopping = Array.from({ length: sessions }, (_, index) => {
    const shopper = index % 2 === 0 ? 'shopper' : 'shopper2'
    return runSession({ stack, shopper, diary, random: createRandom(seed * 1_000 + index + 1) }, () => isOver)
  })
  const killing = killInTurn(stack, createRandom(seed * 1_000), isEnough).finally(() => (isOver = true))
  const [killed] = await Promise.all([killing, ...shopping])
  return killed
}

/** What callers were told and is not so. */
function brokenWords({ toldPaid, toldRefunds, wrongAnswers }: Diary, books: Books): Breach[] {
  const paid = new Set(books.payments.filter(({ status }) => status === 'succeeded').map(({ id }) => id))
  const refunds = new Set(books.refunds.map(({ id }) => id))
  return [
    ...wrongAnswers,
    ...[...toldPaid].filter((id) => !paid.has(id)).map((id) => `payment ${id} was told paid and is not`),
    ...[...toldRefunds].filter((id) => !refunds.has(id)).map((id) => `refund ${id} was told made and is not`),
  ].map((what) => ({ owner: null, what }))
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
