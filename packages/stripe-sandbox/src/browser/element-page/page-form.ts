import type { UnknownRecord } from '../wire/is-record.ts'
import type { FrameAnswer, FrameQuestion, FrameSetup } from '../wire/messages.ts'
import type { StripeError } from '../wire/stripe-error.ts'

/** What one kind of element does inside its frame. */
export interface PageForm {
  root: HTMLElement
  /** What the `ready` event says beside the type. */
  readyDetail?: UnknownRecord
  /** Called when the shop's page has been told that the element is ready. */
  started?(): void
  /** Takes over changed options. What is typed stays. */
  apply(setup: FrameSetup): void
  focus(): void
  clear(): void
  collapse?(): void
  /** Says a refusal beside the field it is about. */
  showDecline?(error: StripeError): void
  answer(name: FrameQuestion, params: UnknownRecord): Promise<FrameAnswer>
}

/** Tells the shop's page of an event of the element. */
export type ReportEvent = (name: string, detail: UnknownRecord) => void

export type CreatePageForm = (setup: FrameSetup, report: ReportEvent) => PageForm | Promise<PageForm>
