import type { ReceiptData } from '@azora/contract/receipt'
import { oneLine, receiptWords } from './receipt-texts.ts'

export interface ReceiptMail {
  subject: string
  html: string
  text: string
}

type Words = ReturnType<typeof receiptWords>

/** The mail of a receipt: the same strings for the same receipt, so a repeat is recognised as one. Every name is escaped. */
export function renderReceiptMail(
  data: ReceiptData,
  { locale, receiptUrl }: { locale: string; receiptUrl: string },
): ReceiptMail {
  const words = receiptWords(data, locale)
  return {
    subject: words.texts.subject(words.merchant, oneLine(data.number)),
    html: htmlPart(data, words, receiptUrl),
    text: textPart(data, words, receiptUrl),
  }
}

function textPart(data: ReceiptData, { texts, merchant, ...words }: Words, receiptUrl: string): string {
  return [
    texts.preheader(words.total, merchant),
    texts.thanks,
    '',
    `${texts.number}: ${oneLine(data.number)}`,
    `${texts.issued}: ${words.issued}`,
    `${texts.paid}: ${words.paid}`,
    ...(words.method ? [`${texts.paidWith}: ${words.method}`] : []),
    `${texts.payment}: ${data.paymentId}`,
    ...billedTo(data).map((line) => `${texts.billedTo}: ${line}`),
    '',
    ...words.lines.map(({ quantity, name, unitPrice, amount }) => `${quantity} × ${name} (${unitPrice}): ${amount}`),
    '',
    `${texts.total}: ${words.total}`,
    '',
    `${texts.view}: ${receiptUrl}`,
    texts.attached,
    `${texts.questions} ${oneLine(data.merchant.supportEmail)}`,
    '',
    merchant,
    ...data.merchant.addressLines.map(oneLine),
    '',
  ].join('\n')
}

// Colours are inline for clients that drop <style>; the media query turns them for those that keep it.
const darkStyle = `@media (prefers-color-scheme:dark){.page{background:#0f1115!important}.card{background:#1a1d24!important;border-color:#2b303b!important}.ink{color:#f3f4f6!important}.accent{color:#57c79c!important}.soft{color:#a4abb8!important}.rule{border-color:#2b303b!important}.button{background:#f3f4f6!important;color:#14171f!important}}`
const ink = 'color:#14171f'
const soft = 'color:#5b6473'
const rule = 'border-top:1px solid #e6e8ec'

function htmlPart(data: ReceiptData, { texts, merchant, ...words }: Words, receiptUrl: string): string {
  const support = escapeHtml(oneLine(data.merchant.supportEmail))
  const facts: [string, string][] = [
    [texts.number, oneLine(data.number)],
    [texts.paid, words.paid],
    ...(words.method ? [[texts.paidWith, words.method] satisfies [string, string]] : []),
    [texts.issued, words.issued],
    ...billedTo(data)
      .slice(0, 1)
      .map((line): [string, string] => [texts.billedTo, line]),
  ]
  return `<!doctype html>
<html lang="${texts.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(texts.subject(merchant, oneLine(data.number)))}</title><style>${darkStyle}</style></head>
<body class="page" style="margin:0;padding:0;background:#f4f5f7;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(texts.preheader(words.total, merchant))}</div>
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;table-layout:fixed"><tr><td class="ink" style="padding:0 8px 16px;font-size:15px;font-weight:600;${ink};overflow-wrap:anywhere">${escapeHtml(merchant)}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e6e8ec;border-radius:12px;padding:32px 28px">
<p class="soft" style="margin:0 0 4px;font-size:14px;${soft}">${texts.total}</p>
<h1 class="accent" style="margin:0 0 8px;font-size:${words.total.length > 10 ? 26 : 34}px;line-height:1.2;font-weight:650;letter-spacing:-0.5px;color:#0b6b4e">${escapeHtml(words.total)}</h1>
<p class="soft" style="margin:0 0 24px;font-size:15px;line-height:1.5;${soft}">${texts.thanks}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 24px">${facts.map(factRow).join('')}</table>
<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">${words.lines.map(lineRow).join('')}
<tr><td class="ink rule" style="${rule};padding:14px 0 0;font-size:15px;font-weight:600;${ink}">${texts.total}</td><td class="ink rule" align="right" style="${rule};padding:14px 0 0;font-size:15px;font-weight:600;white-space:nowrap;font-variant-numeric:tabular-nums;${ink}">${escapeHtml(words.total)}</td></tr></table>
<p style="margin:28px 0 12px"><a class="button" href="${escapeHtml(receiptUrl)}" style="display:inline-block;background:#14171f;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;padding:12px 20px;border-radius:8px">${texts.view}</a></p>
<p class="soft" style="margin:0;font-size:13px;${soft}">${texts.attached}</p>
</td></tr>
<tr><td class="soft" style="padding:20px 8px 0;font-size:13px;line-height:1.6;${soft};overflow-wrap:anywhere">${texts.questions} <a class="ink" href="mailto:${support}" style="${ink}">${support}</a><br>${[merchant, ...data.merchant.addressLines.map(oneLine)].map(escapeHtml).join(' · ')}</td></tr>
</table></td></tr></table></body></html>
`
}

const factRow = ([label, value]: [string, string]): string =>
  `<tr><td class="soft" width="38%" valign="top" style="padding:4px 12px 4px 0;font-size:14px;${soft}">${label}</td><td class="ink" valign="top" style="padding:4px 0;font-size:14px;overflow-wrap:anywhere;${ink}">${escapeHtml(value)}</td></tr>`

const lineRow = ({ name, quantity, unitPrice, amount }: Words['lines'][number]): string =>
  `<tr><td class="ink rule" style="${rule};padding:12px 12px 12px 0;font-size:15px;line-height:1.4;overflow-wrap:anywhere;${ink}">${escapeHtml(name)}<br><span class="soft" style="font-size:13px;${soft}">${quantity} × ${escapeHtml(unitPrice)}</span></td><td class="ink rule" align="right" valign="top" style="${rule};padding:12px 0;font-size:15px;line-height:1.4;white-space:nowrap;font-variant-numeric:tabular-nums;${ink}">${escapeHtml(amount)}</td></tr>`

const billedTo = ({ customer }: ReceiptData): string[] =>
  [customer.name, customer.email].flatMap((value) => (value ? [oneLine(value)] : []))

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (value: string): string => value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
