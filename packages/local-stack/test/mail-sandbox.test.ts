import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resend } from 'resend'
import { expect, test } from 'vitest'
import { createMailSandbox, type MailSandbox } from '../src/mail/create-mail-sandbox.ts'

const receipt = {
  from: 'Azora <receipts@example.com>',
  to: 'ada@example.com',
  replyTo: 'help@example.com',
  subject: 'Your receipt 2026-000001',
  html: '<h1>Thank you</h1><script>alert(1)</script>',
  text: 'Thank you',
  headers: { 'X-Receipt': '2026-000001' },
  tags: [{ name: 'kind', value: 'receipt' }],
}
const pdf = Buffer.from('%PDF-1.7 not really')

const resendFor = (sandbox: MailSandbox, key = 're_sandbox') => new Resend(key, { baseUrl: sandbox.url })

test('a mail sent with the resend SDK is kept whole, attachment included', async () => {
  await using sandbox = await createMailSandbox()
  const attachments = [{ filename: 'receipt.pdf', content: pdf }]

  const { data, error } = await resendFor(sandbox).emails.send({ ...receipt, attachments })

  expect(error).toBeNull()
  expect(sandbox.messages()).toMatchObject([
    {
      id: data?.id,
      from: 'Azora <receipts@example.com>',
      to: ['ada@example.com'],
      replyTo: ['help@example.com'],
      subject: 'Your receipt 2026-000001',
      headers: { 'X-Receipt': '2026-000001' },
      tags: [{ name: 'kind', value: 'receipt' }],
      attachments: [{ filename: 'receipt.pdf', contentType: 'application/pdf', content: pdf.toString('base64') }],
    },
  ])
  const fetched = await resendFor(sandbox).emails.get(data?.id ?? '')
  expect(fetched.data).toMatchObject({ object: 'email', last_event: 'delivered', to: ['ada@example.com'] })
})

test('the same idempotency key sends once, and another mail under it is refused', async () => {
  await using sandbox = await createMailSandbox()
  const resend = resendFor(sandbox)

  const first = await resend.emails.send(receipt, { idempotencyKey: 'receipt/1' })
  const repeated = await resend.emails.send(receipt, { idempotencyKey: 'receipt/1' })
  const other = await resend.emails.send({ ...receipt, subject: 'Another' }, { idempotencyKey: 'receipt/1' })

  expect(repeated.data?.id).toBe(first.data?.id)
  expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
  expect(sandbox.messages()).toHaveLength(1)
})

test('a key is forgotten after 24 hours', async () => {
  let now = new Date('2026-01-01T00:00:00Z')
  await using sandbox = await createMailSandbox({ clock: { now: () => now } })
  await resendFor(sandbox).emails.send(receipt, { idempotencyKey: 'receipt/1' })

  now = new Date('2026-01-02T00:00:01Z')
  await resendFor(sandbox).emails.send(receipt, { idempotencyKey: 'receipt/1' })

  expect(sandbox.messages()).toHaveLength(2)
})

test('a second request under a key in flight is told so, and sends nothing', async () => {
  await using sandbox = await createMailSandbox()
  sandbox.faults.add({ effect: 'slow', delayMs: 300 })

  const both = [1, 2].map(() => resendFor(sandbox).emails.send(receipt, { idempotencyKey: 'receipt/1' }))
  const errors = (await Promise.all(both)).map(({ error }) => error?.name)

  expect(new Set(errors)).toEqual(new Set(['concurrent_idempotent_requests', undefined]))
  expect(sandbox.messages()).toHaveLength(1)
})

test('a lost answer leaves the mail sent, and the retry under its key sends no second one', async () => {
  await using sandbox = await createMailSandbox()
  sandbox.faults.add({ effect: 'reset-after' })

  const lost = await resendFor(sandbox).emails.send(receipt, { idempotencyKey: 'receipt/1' })
  const retried = await resendFor(sandbox).emails.send(receipt, { idempotencyKey: 'receipt/1' })

  expect(lost.error).toMatchObject({ name: 'application_error', statusCode: null })
  expect(retried.data?.id).toBe(sandbox.messages()[0]?.id)
  expect(sandbox.messages()).toHaveLength(1)
})

test('hang-after accepts the mail and never answers', async () => {
  await using sandbox = await createMailSandbox()
  sandbox.faults.add({ effect: 'hang-after' })

  const send = fetch(`${sandbox.url}/emails`, {
    method: 'POST',
    headers: { authorization: 'Bearer re_sandbox' },
    body: JSON.stringify(receipt),
    signal: AbortSignal.timeout(300),
  })

  await expect(send).rejects.toThrow('timeout')
  expect(sandbox.messages()).toHaveLength(1)
})

test('a status fault refuses as often as told, then mail flows again', async () => {
  await using sandbox = await createMailSandbox()
  await fetch(`${sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify({ effect: 'status', status: 429, times: 2 }),
  })

  const names = []
  for (let i = 0; i < 3; i += 1) names.push((await resendFor(sandbox).emails.send(receipt)).error?.name)

  expect(names).toEqual(['rate_limit_exceeded', 'rate_limit_exceeded', undefined])
})

test.each([
  { what: 'no recipient', change: { to: '' }, name: 'missing_required_field', message: 'Missing `to` field.' },
  { what: 'no subject', change: { subject: '' }, name: 'missing_required_field', message: 'Missing `subject` field.' },
  { what: 'a malformed sender', change: { from: 'azora' }, name: 'validation_error', message: 'Invalid `from` field.' },
  {
    what: 'a malformed tag',
    change: { tags: [{ name: 'a b', value: 'c' }] },
    name: 'validation_error',
    message: 'Tags should only contain',
  },
])('a mail with $what is refused as Resend refuses it', async ({ change, name, message }) => {
  await using sandbox = await createMailSandbox()

  const response = await fetch(`${sandbox.url}/emails`, {
    method: 'POST',
    headers: { authorization: 'Bearer re_sandbox' },
    body: JSON.stringify({ ...receipt, ...change }),
  })

  expect(response.status).toBe(422)
  expect(await response.json()).toEqual({ statusCode: 422, name, message: expect.stringContaining(message) })
  expect(sandbox.messages()).toHaveLength(0)
})

test('a missing key and a key that is not one are told apart', async () => {
  await using sandbox = await createMailSandbox()

  const missing = await fetch(`${sandbox.url}/emails`, { method: 'POST', body: '{}' })
  const invalid = await resendFor(sandbox, 'sk_wrong').emails.send(receipt)

  expect(await missing.json()).toMatchObject({ statusCode: 401, name: 'missing_api_key' })
  expect(invalid.error).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
})

test('the inbox lists mails, shows one without running its scripts, and opens its PDF in the browser', async () => {
  await using sandbox = await createMailSandbox()
  const attachments = [{ filename: 'receipt.pdf', content: pdf }]
  const { data } = await resendFor(sandbox).emails.send({ ...receipt, subject: '<b>Receipt</b>', attachments })
  const address = `${sandbox.url}/messages/${data?.id}`

  const list = await (await fetch(sandbox.url)).text()
  const page = await (await fetch(address)).text()
  const mail = await fetch(`${address}/html`)
  const file = await fetch(`${address}/attachments/0`)
  const download = await fetch(`${address}/attachments/0?download=1`)

  expect(list).toContain('&lt;b&gt;Receipt&lt;/b&gt;')
  expect(page).toContain(`src="/messages/${data?.id}/html"`)
  expect(page).not.toContain('alert(1)')
  expect(mail.headers.get('content-security-policy')).toMatch(/^sandbox /)
  expect(mail.headers.get('content-security-policy')).not.toContain('allow-scripts')
  expect(file.headers.get('content-type')).toBe('application/pdf')
  expect(file.headers.get('content-disposition')).toMatch(/^inline/)
  expect(Buffer.from(await file.arrayBuffer())).toEqual(pdf)
  expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
})

test('mails and keys outlive a restart, and reset forgets them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'azora-mail-'))
  const first = await createMailSandbox({ dataDir })
  const sent = await resendFor(first).emails.send(receipt, { idempotencyKey: 'receipt/1' })
  await first.close()

  await using again = await createMailSandbox({ dataDir })
  const repeated = await resendFor(again).emails.send(receipt, { idempotencyKey: 'receipt/1' })
  const kept: unknown = await (await fetch(`${again.url}/_sandbox/messages`)).json()
  await fetch(`${again.url}/_sandbox/reset`, { method: 'POST' })

  expect(repeated.data?.id).toBe(sent.data?.id)
  expect(kept).toMatchObject({ messages: [{ id: sent.data?.id }] })
  expect(again.messages()).toHaveLength(0)
  rmSync(dataDir, { recursive: true })
})
