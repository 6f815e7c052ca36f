import { asRecord } from '../wire/is-record.ts'
import type { FrameSetup, ToFrame } from '../wire/messages.ts'
import { applyAppearance } from './apply-appearance.ts'
import { openFrameChannel } from './frame-channel.ts'
import type { CreatePageForm, PageForm } from './page-form.ts'
import { reportFocus } from './report-focus.ts'
import { reportHeight } from './report-height.ts'

/** Runs the page inside an element's iframe. It shows nothing until the shop's page says how it should look. */
export function runElementPage(create: CreatePageForm): void {
  let form: Promise<PageForm> | undefined
  const channel = openFrameChannel(receive)
  channel.send({ kind: 'hello' })

  function receive(message: ToFrame): void {
    if (message.kind === 'setup') void applySetup(message.setup)
    else if (message.kind === 'question') void answer(message)
    else if (message.kind === 'declined') void form?.then((made) => made.showDecline?.(message.error))
    else command(message.name)
  }

  function command(name: 'focus' | 'blur' | 'clear' | 'collapse'): void {
    if (name === 'blur') blur()
    else void form?.then((made) => made[name]?.())
  }

  async function applySetup(setup: FrameSetup): Promise<void> {
    applyAppearance(setup.group['appearance'])
    if (form) return (await form).apply(setup)

    form = Promise.resolve(create(setup, (name, detail) => channel.send({ kind: 'event', name, detail })))
    const made = await form
    document.body.append(made.root)
    reportFocus(made.root, (name) => channel.send({ kind: 'event', name, detail: {} }))
    reportHeight(made.root, (heightPx) => channel.send({ kind: 'height', heightPx }))
    channel.send({ kind: 'ready', detail: made.readyDetail ?? {} })
    made.started?.()
  }

  async function answer({ id, name, params }: Extract<ToFrame, { kind: 'question' }>): Promise<void> {
    const made = await form
    if (made) channel.send({ kind: 'answer', id, answer: await made.answer(name, asRecord(params)) })
  }
}

function blur(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
