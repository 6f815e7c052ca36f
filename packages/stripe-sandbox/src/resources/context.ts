import { resourceMissing } from '../http/stripe-error.ts'
import { createId } from '../state/create-id.ts'
import type { TaskKind } from '../schedule/task-handlers.ts'
import type { State } from '../state/state.ts'
import type { Resources } from '../state/tables.ts'
import { recordEvent, type EventDraft } from './event/record-event.ts'

/** What caused the changes: a request of the API, or nothing that a caller sent. */
export interface Cause {
  id: string
  idempotencyKey: string | null
}

/** What an operation works with. One is made for each request; operations are synchronous, so none sees half of another. */
export class Context {
  readonly state: State
  /** Origin of the sandbox. */
  readonly url: string
  readonly cause: Cause | undefined
  /** Whether a browser asks: it must know the client secret, and sees less. */
  readonly isBrowser: boolean

  constructor(state: State, about: { url: string; cause?: Cause; isBrowser?: boolean }) {
    this.state = state
    this.url = about.url
    this.cause = about.cause
    this.isBrowser = about.isBrowser ?? false
  }

  /** Unix seconds. */
  get now(): number {
    return this.state.clock.seconds()
  }

  emit(draft: EventDraft): void {
    recordEvent(this, draft)
  }

  /** Plans what happens to an object when the clock reaches `dueAt` (Unix seconds); kept over a restart. */
  schedule(task: { kind: TaskKind; subject: string; dueAt: number }): void {
    const { account } = this.state
    this.state.table('task').put({ ...task, id: createId('task'), ...(account !== undefined && { account }) })
  }

  /** @throws {StripeError} resource_missing, with `param` when a parameter named it */
  get<Name extends keyof Resources>(resource: Name, id: string, param?: string): Resources[Name] {
    const row = this.state.table(resource).get(id)
    if (!row) throw resourceMissing({ resource, id, param })
    return row
  }
}
