import { isRecord, type UnknownRecord } from './is-record.ts'

/** Stripe's bracket form: `{ a: { b: [1] } }` becomes `a[b][0]=1`. `undefined` and `null` are left out. */
export function encodeForm(params: UnknownRecord): URLSearchParams {
  const form = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) append(form, key, value)
  return form
}

function append(form: URLSearchParams, key: string, value: unknown): void {
  if (Array.isArray(value)) value.forEach((item, index) => append(form, `${key}[${index}]`, item))
  else if (isRecord(value)) for (const [name, item] of Object.entries(value)) append(form, `${key}[${name}]`, item)
  else if (typeof value === 'string') form.append(key, value)
  else if (typeof value === 'number' || typeof value === 'boolean') form.append(key, `${value}`)
}
