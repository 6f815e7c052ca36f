import type { FrameSetup } from '../../wire/messages.ts'
import type { PageForm, ReportEvent } from '../page-form.ts'
import { answerQuestion } from './answer-question.ts'
import { PaymentForm } from './payment-form.ts'

/** The Payment Element's page. */
export function createPaymentPage(first: FrameSetup, report: ReportEvent): PageForm {
  let setup = first
  const form = new PaymentForm(setup, (state) => report('change', { ...state }))
  return {
    root: form.root,
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
