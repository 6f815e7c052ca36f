import { expect, test } from 'vitest'
import { createMailGateway, MailRefused } from './create-mail-gateway.ts'

// Port 9 answers nobody: what gets as far as the network fails there, and not with a refusal.
const clock = { now: () => new Date('2026-11-21T09:00:00Z') }
const service = { apiKey: 're_x', baseUrl: 'http://127.0.0.1:9', from: 'Azora <a@azora.example>' }
const gateway = createMailGateway({ ...service, clock })
const inTime = clock.now()
const mail = { to: 'ann@example.com', subject: 'Hello', html: '', text: '', attachments: [], idempotencyKey: 'k' }

test.each([
  'ann@example.com\r\nBcc: all@example.com',
  'ann@example.com, eve@example.com',
  'ann@example.com;eve@example.com',
  'Ann <ann@example.com>',
  'ann@example.com\u0000',
  'ann',
  '',
  `${'a'.repeat(100_000)}@`,
])('what is not one plain address is refused before anything is sent (S23): %j', async (to) => {
  await expect(gateway.send({ ...mail, to }, inTime)).rejects.toThrow(new MailRefused('invalid_address'))
})

test.each(['Hello\r\nBcc: all@example.com', 'Hello\u2028there', 'Hello\u0000'])(
  'a subject of more than one line is refused before anything is sent (S23): %j',
  async (subject) => {
    await expect(gateway.send({ ...mail, subject }, inTime)).rejects.toThrow(new MailRefused('invalid_subject'))
  },
)

test.each(['ann@example.com', 'ann+shop@mail.example.co.uk', 'жанна@пример.рф', "o'neil@example.com"])(
  'an address that people have is let through: %s',
  async (to) => {
    await expect(gateway.send({ ...mail, to }, inTime)).rejects.not.toBeInstanceOf(MailRefused)
  },
)

test('a mail whose sender slept past its time stays here: the service may have forgotten the one before it (E5)', async () => {
  const late = new Date(inTime.getTime() - 1)
  await expect(gateway.send(mail, late)).rejects.toThrow('too late')
})
