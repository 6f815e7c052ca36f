import { Worker } from 'node:worker_threads'
import type { ReceiptData } from '@azora/contract/receipt'
import type { DrawingAnswer } from './drawing-worker.ts'

/** Draws the PDFs of receipts where nothing that goes wrong can hang or end the process. */
export interface ReceiptDrawing extends AsyncDisposable {
  /**
   * The bytes of `renderReceiptPdf`.
   *
   * @throws {DrawingFailed} when it takes too long, needs too much memory, fails, or too many wait
   */
  draw(data: ReceiptData): Promise<Uint8Array>
  /** Starts a thread, so that the first receipt does not wait for it. */
  warm(): void
}

/** A receipt that was not drawn; what was asked for may be tried again. */
export class DrawingFailed extends Error {
  override readonly name = 'DrawingFailed'
}

/** What drawing may cost. All three times and that of sending stay within the 45 seconds that a mail is left to one worker. */
export interface DrawingLimits {
  /** A second thread starts when the first is busy. */
  threads: number
  memoryMb: number
  drawMs: number
  startMs: number
  waitMs: number
  waiting: number
}

const defaultLimits: DrawingLimits = {
  threads: 2,
  memoryMb: 256,
  drawMs: 10_000,
  startMs: 20_000,
  waitMs: 5_000,
  waiting: 200,
}

interface Thread {
  worker: Worker
  ready: Promise<unknown>
}

interface Job {
  data: ReceiptData
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
}

/** Beside this file, as source or as what the build makes of it. */
const drawer = new URL(import.meta.url.endsWith('.ts') ? './drawing-worker.ts' : './drawing-worker.js', import.meta.url)

/** Threads that draw receipts. One that was too slow, too large or has failed is ended, and another takes its place. */
export function openReceiptDrawing(change: Partial<DrawingLimits> = {}, entry = drawer): ReceiptDrawing {
  const limits = { ...defaultLimits, ...change }
  const threads = new Set<Thread>()
  const idle: Thread[] = []
  const jobs: Job[] = []

  function start(): Thread {
    const worker = new Worker(entry, {
      // Nothing of the process's secrets, and no flags of a test runner's.
      env: { NODE_ENV: process.env['NODE_ENV'] },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    })
    const thread = { worker, ready: answerOf(worker, limits.startMs) }
    threads.add(thread)
    // Whoever waits for an answer hears of the error there.
    worker.on('error', () => undefined)
    thread.ready.catch(() => undefined)
    worker.unref()
    return thread
  }

  async function end(thread: Thread): Promise<void> {
    threads.delete(thread)
    await thread.worker.terminate()
  }

  function next(): void {
    const thread = idle.pop() ?? (jobs.length > 0 && threads.size < limits.threads ? start() : undefined)
    if (!thread) return
    const job = jobs.shift()
    if (job) void give(thread, job)
    else idle.push(thread)
  }

  async function give(thread: Thread, job: Job): Promise<void> {
    const { worker, ready } = thread
    worker.ref()
    try {
      await ready
      worker.postMessage(job.data, [])
      job.resolve(bytesOf(await answerOf(worker, limits.drawMs)))
      worker.unref()
      idle.push(thread)
    } catch (error) {
      await end(thread)
      job.reject(new DrawingFailed(`a receipt was not drawn: ${reasonOf(error)}`))
    }
    next()
  }

  return {
    draw(data) {
      if (jobs.length >= limits.waiting) return Promise.reject(new DrawingFailed('too many receipts wait to be drawn'))
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
      const job = { data, resolve, reject }
      const timer = setTimeout(() => {
        if (!jobs.includes(job)) return
        jobs.splice(jobs.indexOf(job), 1)
        reject(new DrawingFailed('a receipt waited too long to be drawn'))
      }, limits.waitMs)
      jobs.push(job)
      next()
      return promise.finally(() => clearTimeout(timer))
    },
    warm() {
      if (threads.size === 0) idle.push(start())
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...threads].map(end))
    },
  }
}

let shared: ReceiptDrawing | undefined

/** The threads of this process: contexts of one process have them in common, and they end with it. */
export const sharedDrawing = (): ReceiptDrawing => (shared ??= openReceiptDrawing())

/** The next thing that a thread says. @throws when it ends first, or says nothing in time */
function answerOf(worker: Worker, timeoutMs: number): Promise<DrawingAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<DrawingAnswer>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
  const ended = (code: number) => reject(new Error(`its thread ended with ${code}`))
  worker.once('message', resolve).once('error', reject).once('exit', ended)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', resolve).off('error', reject).off('exit', ended)
  })
}

function bytesOf(answer: DrawingAnswer): Uint8Array {
  if (answer === 'ready') throw new Error('a thread said that it is ready twice')
  if ('error' in answer) throw new Error(answer.error)
  return answer.bytes
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
