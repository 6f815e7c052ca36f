import { minorDigits } from '../../money/currency.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Everything in the dashboard that came from outside goes through here. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')

const good = new Set(['available', 'delivered', 'paid', 'succeeded', 'won', 'done'])
const bad = new Set(['canceled', 'dropped', 'failed', 'lost', 'requires_payment_method'])

export function badge(status: string): string {
  const tone = good.has(status) ? 'good' : bad.has(status) ? 'bad' : 'open'
  return `<span class="badge ${tone}">${escape(status.replaceAll('_', ' '))}</span>`
}

export const code = (text: string): string => `<code>${escape(text)}</code>`

export const money = (amountMinor: number, currency: string): string => {
  const digits = minorDigits(currency)
  const sign = amountMinor < 0 ? '−' : ''
  return `${sign}${(Math.abs(amountMinor) / 10 ** digits).toFixed(digits)} ${escape(currency.toUpperCase())}`
}

/** Unix seconds or a date, in UTC. */
export function time(at: number | Date): string {
  const date = typeof at === 'number' ? new Date(at * 1000) : at
  const iso = date.toISOString()
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`
}

interface Column {
  name: string
  /** Numbers stand at the right. */
  isNumber?: boolean
}

export interface TableParts {
  title: string
  columns: readonly (string | Column)[]
  rows: readonly (readonly string[])[]
  /** What to say instead of an empty table. */
  empty: string
  /** Buttons beside the title. */
  actions?: string
}

export function table({ title, columns, rows, empty, actions = '' }: TableParts): string {
  const heading = `<div class="heading"><h2>${title}</h2><div class="actions">${actions}</div></div>`
  if (rows.length === 0) return `<section>${heading}<p class="empty">${empty}</p></section>`
  const parts = columns.map((column) => (typeof column === 'string' ? { name: column } : column))
  const kind = (at: number) => (parts[at]?.isNumber ? ' class="number"' : '')
  const head = parts.map(({ name }, at) => `<th scope="col"${kind(at)}>${name}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell, at) => `<td${kind(at)}>${cell}</td>`).join('')}</tr>`)
  return `<section>${heading}<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div></section>`
}

export interface Action {
  label: string
  /** A path under `/_sandbox`. */
  control?: string
  /** A path of the API, called with the sandbox's secret key. */
  api?: string
  body?: Record<string, unknown>
  method?: 'DELETE' | 'POST'
  isDangerous?: boolean
}

/** A button that posts, and shows the page anew afterwards. */
export function button({ label, control, api, body = {}, method = 'POST', isDangerous = false }: Action): string {
  const target = control === undefined ? `data-api="${escape(api ?? '')}"` : `data-control="${escape(control)}"`
  const tone = isDangerous ? ' class="danger"' : ''
  return `<button type="button"${tone} ${target} data-method="${method}" data-body="${escape(JSON.stringify(body))}">${escape(label)}</button>`
}
