import './payment.css'

import { asRecord } from '../../wire/is-record.ts'
import type { FrameSetup, ToFrame } from '../../wire/messages.ts'
import { applyAppearance } from '../apply-appearance.ts'
import { openFrameChannel } from '../frame-channel.ts'
import { reportHeight } from '../report-height.ts'
import { answerQuestion } from './answer-question.ts'
import { PaymentForm } from './payment-form.ts'
import { reportFocus } from './report-focus.ts'

/** The page inside the Payment Element's iframe. It shows nothing until the shop's page says how it should look. */
let form: PaymentForm | undefined
let setup: FrameSetup | undefined
const channel = openFrameChannel(receive)
channel.send({ kind: 'hello' })

function receive(message: ToFrame): void {
  if (message.kind === 'setup') applySetup(message.setup)
  else if (message.kind === 'question') void answer(message)
  else if (message.kind === 'declined') form?.showDecline(message.error)
  else form?.[message.name]()
}

function applySetup(next: FrameSetup): void {
  setup = next
  applyAppearance(next.group['appearance'])
  if (form) return form.apply(next)

  form = new PaymentForm(next, (state) => channel.send({ kind: 'event', name: 'change', detail: { ...state } }))
  document.body.append(form.root)
  reportFocus(form.root, (name) => channel.send({ kind: 'event', name, detail: {} }))
  reportHeight(form.root, (heightPx) => channel.send({ kind: 'height', heightPx }))
  channel.send({ kind: 'ready' })
}

async function answer({ id, name, params }: Extract<ToFrame, { kind: 'question' }>): Promise<void> {
  if (!form || !setup) return
  const given = await answerQuestion({ form, setup, name, params: asRecord(params) })
  channel.send({ kind: 'answer', id, answer: given })
}
