import type { FrameSetup } from '../../wire/messages.ts'
import { clearFields, sayWhenLeft, showAllErrors } from '../form-fields.ts'
import type { PageForm, ReportEvent } from '../page-form.ts'
import { AddressFields, incomplete } from './address-fields.ts'

/** The Address Element: name, address as the country has it, and a phone number if the shop asks for one. */
export function createAddressForm(setup: FrameSetup, report: ReportEvent): PageForm {
  const mode = setup.options['mode'] === 'billing' ? 'billing' : 'shipping'
  const fields = new AddressFields(mode, setup.options)
  const state = () => ({
    elementMode: mode,
    empty: fields.isEmpty,
    complete: !fields.missesState && fields.checked().every(({ check }) => check() === undefined),
    isNewAddress: true,
    value: fields.value(),
  })
  let last = JSON.stringify(state())
  const tell = () => {
    const now = JSON.stringify(state())
    if (now !== last) report('change', state())
    last = now
  }
  for (const checked of fields.all) sayWhenLeft(checked)
  fields.root.addEventListener('input', tell)
  fields.root.addEventListener('change', tell)
  return {
    root: fields.root,
    // A shop that gave a whole address learns at once that nothing is missing.
    started: () => {
      if (!fields.isEmpty) report('change', state())
    },
    apply: ({ options }) => fields.apply(options),
    focus: () => fields.checked()[0]?.field.input.focus(),
    clear: () => clearFields(fields.all),
    async answer(name) {
      const stateError = fields.missesState ? incomplete('administrativeArea') : undefined
      const error = showAllErrors(fields.checked()) ?? stateError
      fields.showMissingState()
      return error && name !== 'getValue' ? { error } : { value: state() }
    },
  }
}
