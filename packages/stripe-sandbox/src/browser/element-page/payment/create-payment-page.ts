import type { FrameSetup } from '../../wire/messages.ts'
import type { PageForm, ReportEvent } from '../page-form.ts'
import { answerQuestion } from './answer-question.ts'
import { PaymentForm } from './payment-form.ts'
import { readElementsSession } from './read-elements-session.ts'

/** The Payment Element's page. */
export async function createPaymentPage(first: FrameSetup, report: ReportEvent): Promise<PageForm> {
  let setup = first
  const session = await readElementsSession(first)
  const form = new PaymentForm(first, session, (state) => report('change', { ...state }))
  return {
    root: form.root,
    started: () => form.started(),
    apply(next) {
      setup = next
      form.apply(next)
    },
    focus: () => form.focus(),
    clear: () => form.clear(),
    collapse: () => form.collapse(),
    showDecline: (error) => form.showDecline(error),
    answer: (name, params) => answerQuestion({ form, setup, name, params }),
  }
}
