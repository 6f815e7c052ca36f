import type { Locale } from '@azora/contract/locale'
import { oneLine } from '../receipt/one-line.ts'
import { escapeHtml } from './escape-html.ts'

/** A short mail: a heading, a few sentences, facts, one thing to do. All of it is text; whatever is in it is escaped. */
export interface Notice {
  locale: Locale
  merchant: { name: string; supportEmail: string }
  subject: string
  heading: string
  sentences: readonly string[]
  facts: readonly { label: string; value: string }[]
  button: { label: string; url: string }
  questions: string
}

export interface MailText {
  subject: string
  html: string
  text: string
}

/** The same strings for the same notice, so that a repeat is recognised as one. */
export function renderNotice(notice: Notice): MailText {
  const { merchant, facts, sentences, button } = notice
  const clean = {
    ...notice,
    heading: oneLine(notice.heading),
    sentences: sentences.map(oneLine),
    facts: facts.map(({ label, value }) => ({ label, value: oneLine(value) })),
    merchant: { name: oneLine(merchant.name), supportEmail: oneLine(merchant.supportEmail) },
  }
  const text = [
    clean.heading,
    '',
    ...clean.sentences,
    '',
    ...clean.facts.map(({ label, value }) => `${label}: ${value}`),
    '',
    `${button.label}: ${button.url}`,
    '',
    `${notice.questions} ${clean.merchant.supportEmail}`,
    clean.merchant.name,
    '',
  ].join('\n')
  return { subject: oneLine(notice.subject), html: htmlPart(clean), text }
}

// Colours are inline for clients that drop <style>; the media query turns them for those that keep it.
const darkStyle =
  '@media (prefers-color-scheme:dark){.page{background:#0f1115!important}.card{background:#1a1d24!important;border-color:#2b303b!important}.ink{color:#f3f4f6!important}.soft{color:#a4abb8!important}.button{background:#f3f4f6!important;color:#14171f!important}}'
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const ink = 'color:#14171f'
const soft = 'color:#5b6473'

function htmlPart({ locale, merchant, subject, heading, sentences, facts, button, questions }: Notice): string {
  const support = escapeHtml(merchant.supportEmail)
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(oneLine(subject))}</title><style>${darkStyle}</style></head>
<body class="page" style="margin:0;padding:0;background:#f4f5f7;${font};-webkit-text-size-adjust:100%">
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;table-layout:fixed"><tr><td class="ink" style="padding:0 8px 16px;font-size:15px;font-weight:600;${ink};overflow-wrap:anywhere">${escapeHtml(merchant.name)}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e6e8ec;border-radius:12px;padding:32px 28px">
<h1 class="ink" style="margin:0 0 12px;font-size:22px;line-height:1.3;font-weight:650;${ink}">${escapeHtml(heading)}</h1>
${sentences.map((sentence) => `<p class="soft" style="margin:0 0 12px;font-size:15px;line-height:1.5;${soft}">${escapeHtml(sentence)}</p>`).join('\n')}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:12px 0 0">${facts.map(factRow).join('')}</table>
<p style="margin:28px 0 0"><a class="button" href="${escapeHtml(button.url)}" style="display:inline-block;background:#14171f;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;padding:12px 20px;border-radius:8px">${escapeHtml(button.label)}</a></p>
</td></tr>
<tr><td class="soft" style="padding:20px 8px 0;font-size:13px;line-height:1.6;${soft};overflow-wrap:anywhere">${escapeHtml(questions)} <a class="ink" href="mailto:${support}" style="${ink}">${support}</a></td></tr>
</table></td></tr></table></body></html>
`
}

const factRow = ({ label, value }: Notice['facts'][number]): string =>
  `<tr><td class="soft" width="38%" valign="top" style="padding:4px 12px 4px 0;font-size:14px;${soft}">${escapeHtml(label)}</td><td class="ink" valign="top" style="padding:4px 0;font-size:14px;overflow-wrap:anywhere;${ink}">${escapeHtml(value)}</td></tr>`
