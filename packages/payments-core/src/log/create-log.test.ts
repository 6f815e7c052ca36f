import { expect, test } from 'vitest'
import { createLog } from './create-log.ts'

const jwt = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"sub":"1"}').toString('base64url')}.c2ln`
const secrets = [
  'sk_live_51Habc',
  'rk_test_51Habc',
  'whsec_abcdef0123456789',
  'pi_3Mabc_secret_Xyz',
  'ada@example.com',
  '4242 4242 4242 4242',
  '4242424242424242',
  jwt,
]

test.each(secrets)('%s never reaches a log, in a field, an error or its cause (S26)', (secret) => {
  const { log, lines } = collect()

  log.info({ note: `before ${secret} after` }, 'a field')
  log.error({ error: new Error(`failed with ${secret}`, { cause: new Error(secret) }) }, 'an error')
  log.error({ err: new Error(`failed with ${secret}`) }, 'another error')
  log
    .child({ requestId: 'r-1' })
    .warn({ caller: { name: secret }, deep: { list: [{ text: secret }] } }, 'a nested field')

  expect(lines).toHaveLength(4)
  expect(lines.join('')).not.toContain(secret)
})

test('ids stay readable', () => {
  const { log, lines } = collect()
  const ids = { paymentId: '01900000-0000-7000-8000-000000000001', intentId: 'pi_3MtwBwLkdIwHu7ix', durationMs: 12 }

  log.info(ids, 'request')

  expect(JSON.parse(lines.join(''))).toMatchObject(ids)
})

test('an error keeps its name and its place', () => {
  const { log, lines } = collect()

  log.error({ error: new TypeError('not a function') }, 'a fault')

  expect(JSON.parse(lines.join(''))).toMatchObject({
    error: { name: 'TypeError', stack: expect.stringContaining('create-log') },
  })
})

test.each(['a\r\nb', '\u001B[31mred', '{"level":60}\n{"forged":true}', 'x'.repeat(1_000_000)])(
  'no text breaks out of its line or fills the disk (S25)',
  (text) => {
    const { log, lines } = collect()

    log.warn({ text, error: new Error(text) }, 'odd text')

    expect(lines.join('').split('\n')).toHaveLength(2)
    expect(lines.join('').length).toBeLessThan(20_000)
    expect(JSON.parse(lines.join(''))).toMatchObject({ msg: 'odd text' })
  },
)

function collect() {
  const lines: string[] = []
  return { lines, log: createLog({ name: 'test', destination: { write: (line) => void lines.push(line) } }) }
}
