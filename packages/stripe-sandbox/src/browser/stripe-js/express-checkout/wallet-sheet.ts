import type { UnknownRecord } from '../../wire/is-record.ts'
import type { FrameAnswer, FrameQuestion, FrameSetup } from '../../wire/messages.ts'
import { ElementFrame } from '../element-frame.ts'
import { createFrameDialog } from '../frame-dialog.ts'

export interface WalletSheetInput {
  origin: string
  setup: () => FrameSetup
  onEvent: (name: string, detail: UnknownRecord) => void
  onClose: () => void
}

/** The wallet's sheet over the shop's page. It stays until the payment has what it needs, or the shopper gives up. */
export class WalletSheet {
  readonly #input: WalletSheetInput
  readonly #frame: ElementFrame
  readonly #dialog: HTMLDialogElement

  constructor(input: WalletSheetInput) {
    this.#input = input
    this.#frame = new ElementFrame({
      origin: input.origin,
      page: '/elements/wallet',
      title: 'Sandbox wallet',
      heightPx: 420,
      onMessage: (message) => {
        if (message.kind === 'hello') this.refresh()
        else if (message.kind === 'ready') this.#frame.command('focus')
        else if (message.kind === 'event' && message.name === 'escape') this.#cancel()
        else if (message.kind === 'event') input.onEvent(message.name, message.detail)
      },
    })
    Object.assign(this.#frame.node.style, { margin: '0', width: '100%' })
    const { dialog, panel, closeButton } = createFrameDialog(this.#frame.node, {
      label: 'Wallet',
      closeLabel: 'Close the wallet',
    })
    Object.assign(panel.style, { height: 'auto', maxHeight: '100%', overflow: 'auto' })
    this.#dialog = dialog
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.#cancel()
    })
    closeButton.addEventListener('click', () => this.#cancel())
    document.body.append(dialog)
    dialog.showModal()
  }

  /** Shows the order as it now is, and `failure` beside its button. */
  refresh(failure?: string): void {
    const setup = this.#input.setup()
    this.#frame.setUp({ ...setup, options: { ...setup.options, failure } })
  }

  /** Closes once there is a token: whatever happens to the payment now, the shop's page tells. */
  async ask(question: FrameQuestion, params: UnknownRecord): Promise<FrameAnswer> {
    const answer = await this.#frame.ask(question, params)
    if (answer.error) this.refresh(answer.error.message ?? 'The payment failed.')
    else if (question !== 'submit') this.close()
    return answer
  }

  close(): void {
    if (!this.#dialog.isConnected) return
    this.#dialog.close()
    this.#dialog.remove()
    this.#frame.destroy()
    this.#input.onClose()
  }

  #cancel(): void {
    this.close()
    this.#input.onEvent('cancel', {})
  }
}
