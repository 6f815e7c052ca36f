/** Markup that is safe to send: `html` escapes every value that is not itself `Html`. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export function html(parts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  const text = parts.reduce((sum, part, index) => sum + part + (index < values.length ? markup(values[index]) : ''), '')
  return new Html(text)
}

function markup(value: string | Html | readonly Html[] | undefined): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map((item) => item.text).join('')
  return (value ?? '').replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
