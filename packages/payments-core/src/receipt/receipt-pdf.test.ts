import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { currencies } from '@azora/contract/currency'
import type { ReceiptData } from '@azora/contract/receipt'
import { receipt } from '@azora/test-kit/receipt'
import { expect, test } from 'vitest'
import { drawable, undrawnSign } from './fonts/drawable.ts'
import { pdfText } from './receipt-pdf-text.ts'
import { renderReceiptPdf } from './receipt-pdf.ts'
import { receiptWords } from './receipt-words.ts'

test('a receipt says who, when, how and how much, as text on one A4 page', async () => {
  const data = receipt('usd', [{ name: 'Stoneware mug', quantity: 2, unitAmountMinor: 18_50 }])

  const bytes = await renderReceiptPdf(data)

  const [page = [], ...others] = pdfText(bytes)
  expect(others).toEqual([])
  expect(page).toEqual([
    'Receipt',
    'Azora Goods',
    'Kastanienallee 12',
    '10435 Berlin',
    'Billed to',
    'Ann Shopper',
    'ann@example.com',
    'Receipt number',
    '2026-000042',
    'Issued',
    'November 21, 2026 (UTC)',
    'Paid',
    'November 20, 2026 (UTC)',
    'Paid with',
    'Visa •••• 4242',
    'Item',
    'Qty',
    'Unit price',
    'Amount',
    'Stoneware mug',
    '2',
    '$18.50',
    '$37.00',
    'Total paid',
    '$37.00',
    'Questions? Write to help@azora.example',
    'Payment 0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a10',
    'Page 1 of 1',
  ])
  expect(Buffer.from(bytes).toString('latin1')).toContain('/MediaBox [0 0 595.280029 841.890015]')
})

test.each([
  { currency: 'usd', locale: 'en', unitPrice: '$18.50', total: '$1,850,000.00' },
  { currency: 'eur', locale: 'en', unitPrice: '€18.50', total: '€1,850,000.00' },
  { currency: 'eur', locale: 'de', unitPrice: '18,50 €', total: '1.850.000,00 €' },
  { currency: 'thb', locale: 'de', unitPrice: '18,50 THB', total: '1.850.000,00 THB' },
  { currency: 'jpy', locale: 'en', unitPrice: '¥1,850', total: '¥185,000,000' },
  { currency: 'kwd', locale: 'en', unitPrice: 'KWD 1.850', total: 'KWD 185,000.000' },
] as const)(
  'amounts are right to the unit in $currency, locale $locale',
  async ({ currency, locale, unitPrice, total }) => {
    const data = receipt(currency, [{ unitAmountMinor: 18_50 }, { quantity: 1, unitAmountMinor: 18_50 }])
    const priced = { ...data, total: { amountMinor: 1_850_000_00, currency } }

    const [page = []] = pdfText(await renderReceiptPdf(priced, { locale }))

    const words = page.map((line) => line.replaceAll('\u00A0', ' '))
    expect(words.filter((line) => line === unitPrice)).toHaveLength(4)
    expect(words).toContain(total)
  },
)

test('the fonts draw the amounts of every currency in every language of ours', () => {
  const written = currencies.flatMap((currency) =>
    ['en', 'de'].map((locale) => receiptWords(receipt(currency, [{ unitAmountMinor: 99_999_000 }]), locale).amount),
  )

  expect(written.filter((amount) => drawable(amount).includes(undrawnSign))).toEqual([])
})

test('a hundred lines go over pages that each have the head of the table and their number', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `Item ${index + 1} of the list`)

  const pages = pdfText(
    await renderReceiptPdf(
      receipt(
        'usd',
        names.map((name) => ({ name })),
      ),
    ),
  )

  expect(pages.length).toBeGreaterThan(2)
  expect(pages.flat().filter((line) => line.startsWith('Item '))).toEqual(names)
  pages.forEach((page, index) => {
    expect(page.filter((line) => line === 'Unit price')).toHaveLength(1)
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
  })
  expect(pages.at(-1)).toEqual(expect.arrayContaining(['Item 100 of the list', 'Total paid', '$1,000.00']))
})

test('very long names lose no letter, whether or not they have a place to break', async () => {
  const unbroken = 'Ж'.repeat(900)
  const endless = 'щит '.repeat(1000).trim()

  const pages = pdfText(
    await renderReceiptPdf(receipt('eur', [{ name: unbroken }, { name: endless }, { name: unbroken }])),
  )

  const text = pages.flat().join(' ')
  expect(text.match(/Ж/g)).toHaveLength(1800)
  expect(text.match(/щит/g)).toHaveLength(1000)
  expect(text).not.toContain('Ж-')
  expect(text).toContain(`Page ${pages.length} of ${pages.length}`)
})

test('characters that the fonts lack are boxes, and the receipt says so', async () => {
  const customer = { name: '山田 太郎', email: 'yamada@example.jp' }

  const [page = []] = pdfText(
    await renderReceiptPdf(
      receipt('jpy', [{ name: 'قهوة' }, { name: 'Tea 👩‍👩‍👧 set' }, { name: 'Καφές, кофе, cà phê' }], { customer }),
    ),
  )

  expect(page).toEqual(expect.arrayContaining(['□□ □□', '□□□□', 'Tea □ set', 'Καφές, кофе, cà phê']))
  expect(page.join(' ')).toContain('□ stands for a character that this document cannot draw.')
})

test('what a receipt lacks leaves no empty label behind', async () => {
  const data = receipt('usd', [], { customer: { name: null, email: null }, method: null })

  const [page = []] = pdfText(await renderReceiptPdf(data))

  expect(page).not.toContain('Billed to')
  expect(page).not.toContain('Paid with')
  expect(page).toContain('$0.00')
})

test('the document names its title, author, language and day of issue', async () => {
  const file = Buffer.from(await renderReceiptPdf(receipt('eur', [{}]), { locale: 'de' })).toString('latin1')

  const title = Buffer.from('Beleg 2026-000042 \u00B7 Azora Goods', 'utf16le').swap16().toString('latin1')
  expect(file).toContain(title)
  expect(file).toContain('(Azora Goods)')
  expect(file).toContain('/Lang (de)')
  expect(file).toContain('(D:20261121233000Z)')
})

test('two processes in other time zones, years and pasts write the same bytes', async () => {
  const data = receipt('usd', [{ name: 'Müg ☕ with a name' }, { quantity: 3 }])
  const here = createHash('sha256')
    .update(await renderReceiptPdf(data))
    .digest('hex')

  const [east, west] = await Promise.all([
    renderElsewhere(data, { timeZone: 'Pacific/Kiritimati', year: 2001, before: 1 }),
    renderElsewhere(data, { timeZone: 'America/St_Johns', year: 2044, before: 3 }),
  ])

  expect(east).toBe(here)
  expect(west).toBe(here)
})

/** The hash of what a process of its own renders, in a zone and a year, after it has rendered other receipts. */
async function renderElsewhere(
  data: ReceiptData,
  { timeZone, year, before }: { timeZone: string; year: number; before: number },
): Promise<string> {
  const script = `
    const { createHash } = await import('node:crypto')
    const { renderReceiptPdf } = await import(${JSON.stringify(new URL('receipt-pdf.ts', import.meta.url).href)})
    const data = ${JSON.stringify(data)}
    for (let count = 0; count < ${before}; count += 1) {
      await renderReceiptPdf({ ...data, number: 'other-' + count, merchant: { ...data.merchant, name: 'Zoë & Sons' } })
    }
    const Now = Date
    const shift = Now.UTC(${year}, 5, 1) - Now.now()
    globalThis.Date = class extends Now {
      constructor(...given) { given.length > 0 ? super(...given) : super(Now.now() + shift) }
      static now() { return Now.now() + shift }
    }
    Math.random = () => ${year} / 3000
    console.log(createHash('sha256').update(await renderReceiptPdf(data)).digest('hex'))
    process.exit(0)`
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const env = { ...process.env, TZ: timeZone, LANG: 'de_DE.UTF-8' }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd,
    env,
  })
  return stdout.trim()
}
