import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const pages = join(import.meta.dirname, '../../dist/client')

/** Keys as Stripe and Resend write them: a prefix alone, in a message that asks for one, is no key. */
const keys =
  /\b(?:sk|rk)_(?:test|live)_\w+|\bwhsec_\w+|\bre_\w{8,}|\b(?:pi|seti)_\w+_secret_\w+|BEGIN [A-Z ]*PRIVATE KEY|postgres(?:ql)?:\/\/\w+/g

test('what a browser is given has no secret in it, and none of the names that secrets are set by (S21)', () => {
  const files = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html|map)$/.test(name),
  )

  const found = files.flatMap((name) => {
    const text = readFileSync(join(pages, name), 'utf8')
    const names = /STRIPE_SECRET_KEY|STRIPE_WEBHOOK_SECRETS|RESEND_API_KEY|LINK_SECRET|DATABASE_URL/g
    return [...text.matchAll(keys), ...text.matchAll(names)].map(([secret]) => `${name}: ${secret}`)
  })

  expect(files.length).toBeGreaterThan(2)
  expect(found).toEqual([])
})
