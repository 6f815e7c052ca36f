import { escapeHtml } from '../mail/escape-html.ts'
import type { MailWords } from './receipt-mail.ts'
import type { ReceiptWords, Sum } from './receipt-words.ts'

// Colours are inline for clients that drop <style>; the media query turns them for those that keep it.
const darkStyle = `@media (prefers-color-scheme:dark){.page{background:#0f1115!important}.card{background:#1a1d24!important;border-color:#2b303b!important}.ink{color:#f3f4f6!important}.accent{color:#57c79c!important}.warn{color:#f0a35e!important}.soft{color:#a4abb8!important}.rule{border-color:#2b303b!important}.button{background:#f3f4f6!important;color:#14171f!important}}`
const ink = 'color:#14171f'
const soft = 'color:#5b6473'
const rule = 'border-top:1px solid #e6e8ec'
const accents = { good: ['accent', '#0b6b4e'], bad: ['warn', '#9a4a00'] } as const

/** The part that most clients show. Everything that somebody else has written goes through `escapeHtml`. */
export function htmlPart(words: MailWords): string {
  const { texts, mail, merchant, amount, note, receiptUrl, pdf } = words
  const support = escapeHtml(words.supportEmail)
  const [accentName, accent] = accents[mail === texts.mail.refundFailed ? 'bad' : 'good']
  const facts: (readonly [string, string])[] = [
    [words.numberLabel, words.number],
    ...words.about,
    words.when,
    ...(words.method ? [words.method] : []),
    [texts.issued, words.issued],
    ...words.customer.slice(0, 1).map((line) => [texts.billedTo, line] as const),
  ]
  return `<!doctype html>
<html lang="${texts.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(mail.subject(merchant, words.number))}</title><style>${darkStyle}</style></head>
<body class="page" style="margin:0;padding:0;background:#f4f5f7;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(mail.preheader(amount, merchant))}</div>
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;table-layout:fixed"><tr><td class="ink" style="padding:0 8px 16px;font-size:15px;font-weight:600;${ink};overflow-wrap:anywhere">${escapeHtml(merchant)}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e6e8ec;border-radius:12px;padding:32px 28px">
<p class="soft" style="margin:0 0 4px;font-size:14px;${soft}">${words.headline}</p>
<h1 class="${accentName}" style="margin:0 0 8px;font-size:${amount.length > 10 ? 26 : 34}px;line-height:1.2;font-weight:650;letter-spacing:-0.5px;color:${accent}">${escapeHtml(amount)}</h1>
${[words.opening, note].map(sentence).join('')}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:20px 0 24px">${facts.map(factRow).join('')}</table>
<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">${words.lines.map(lineRow).join('')}
${words.sums.map(sumRow).join('')}</table>
<p style="margin:28px 0 12px"><a class="button" href="${escapeHtml(receiptUrl)}" style="display:inline-block;background:#14171f;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;padding:12px 20px;border-radius:8px">${texts.view}</a></p>
<p class="soft" style="margin:0;font-size:13px;line-height:1.5;${soft}">${words.attached}<br><a class="ink" href="${escapeHtml(pdf.url)}" style="${ink}">${texts.openPdf}</a> <span style="white-space:nowrap">${texts.openPdfUntil(words.day(pdf.expiresAt.toISOString()))}</span></p>
</td></tr>
<tr><td class="soft" style="padding:20px 8px 0;font-size:13px;line-height:1.6;${soft};overflow-wrap:anywhere">${texts.questions} <a class="ink" href="mailto:${support}" style="${ink}">${support}</a><br>${[merchant, ...words.address].map(escapeHtml).join('&nbsp;· ')}</td></tr>
</table></td></tr></table></body></html>
`
}

const sentence = (text: string | null): string =>
  text
    ? `<p class="soft" style="margin:0 0 4px;font-size:15px;line-height:1.5;${soft};overflow-wrap:anywhere">${escapeHtml(text)}</p>`
    : ''

const factRow = ([label, value]: readonly [string, string]): string =>
  `<tr><td class="soft" width="38%" valign="top" style="padding:4px 12px 4px 0;font-size:14px;${soft}">${label}</td><td class="ink" valign="top" style="padding:4px 0;font-size:14px;overflow-wrap:anywhere;${ink}">${escapeHtml(value)}</td></tr>`

const lineRow = ({ name, quantity, unitPrice, amount }: ReceiptWords['lines'][number]): string =>
  `<tr><td class="ink rule" style="${rule};padding:12px 12px 12px 0;font-size:15px;line-height:1.4;overflow-wrap:anywhere;${ink}">${escapeHtml(name)}<br><span class="soft" style="font-size:13px;${soft}">${quantity} × ${escapeHtml(unitPrice)}</span></td><td class="ink rule" align="right" valign="top" style="${rule};padding:12px 0;font-size:15px;line-height:1.4;white-space:nowrap;font-variant-numeric:tabular-nums;${ink}">${escapeHtml(amount)}</td></tr>`

const sumRow = ({ label, amount, isStrong }: Sum): string => {
  const [name, look] = isStrong ? ['ink', `font-size:15px;font-weight:600;${ink}`] : ['soft', `font-size:14px;${soft}`]
  return `<tr><td class="${name} rule" style="${rule};padding:12px 12px 12px 0;line-height:1.4;overflow-wrap:anywhere;${look}">${escapeHtml(label)}</td><td class="${name} rule" align="right" valign="top" style="${rule};padding:12px 0;line-height:1.4;white-space:nowrap;font-variant-numeric:tabular-nums;${look}">${escapeHtml(amount)}</td></tr>`
}
