import { checkEmail } from '../../check/check-email.ts'
import { asRecord, asText } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import { clearFields, sayWhenLeft, showAllErrors } from '../form-fields.ts'
import type { PageForm, ReportEvent } from '../page-form.ts'
import { TextField } from '../text-field.ts'

/** The Link Authentication Element: an email address. The sandbox knows no Link accounts, so nobody is asked to sign in. */
export function createEmailForm(setup: FrameSetup, report: ReportEvent): PageForm {
  const field = new TextField({
    name: 'email',
    idPrefix: 'Field',
    label: 'Email',
    placeholder: 'you@example.com',
    autocomplete: 'email',
    inputMode: 'email',
  })
  const email = { field, check: () => checkEmail(field.value) }
  const value = () => ({
    empty: field.value === '',
    complete: email.check() === undefined,
    value: { email: field.value.trim() },
  })
  field.input.value = asText(asRecord(setup.options['defaultValues'])['email'])
  sayWhenLeft(email)
  field.input.addEventListener('input', () => report('change', value()))

  const root = document.createElement('main')
  root.className = 'Form'
  root.append(field.root)
  return {
    root,
    started: () => {
      if (field.value) report('change', value())
    },
    apply: () => undefined,
    focus: () => field.input.focus(),
    clear: () => clearFields([email]),
    async answer(name) {
      const error = name === 'getValue' ? undefined : showAllErrors([email])
      return error ? { error } : { value: value() }
    },
  }
}
