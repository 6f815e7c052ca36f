import { execFile, spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { cp, mkdir, mkdtempDisposable, rename, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillCard } from './fill-card.ts'

const run = promisify(execFile)
const webDir = fileURLToPath(new URL('../..', import.meta.url))
const rootDir = join(webDir, '../..')
const bin = (path: string) => join(webDir, 'node_modules', path)

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

test('the one-page shop of the examples compiles, is built, sells a mug and shows its receipt', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'azora-vite-shop-'))
  const dir = folder.path
  await install(dir)

  const checked = await run(process.execPath, [join(rootDir, 'node_modules/typescript/bin/tsc')], { cwd: dir }).catch(
    (error: { stdout: string }) => error,
  )
  await run(process.execPath, [bin('vite/bin/vite.js'), 'build', '--logLevel', 'error'], { cwd: dir })
  await using server = servePreview(dir)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.setDefaultTimeout(20_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(await server.url)
  await page.getByRole('listitem').filter({ hasText: 'Harbour mug' }).getByRole('button').click()
  await fillCard(page, '4242424242424242')
  await page.getByRole('button', { name: 'Pay $18.00' }).click()
  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  await page.getByRole('button', { name: 'My payments' }).click()
  await page
    .getByRole('button', { name: /Harbour mug/ })
    .first()
    .click()
  await page
    .getByText(/\d{4}-\d{6}/)
    .first()
    .waitFor()

  expect(checked.stdout).toBe('')
  expect(problems).toEqual([])
  expect(stack.stripe.objects('payment_intent')).toHaveLength(1)
})

/** As `npm install` would, with the tarball and without the network. */
async function install(dir: string): Promise<void> {
  await cp(join(rootDir, 'examples/vite-shop'), dir, { recursive: true })
  await run('npm', ['pack', join(rootDir, 'packages/client/dist'), '--pack-destination', dir, '--silent'], { cwd: dir })
  const [tarball = ''] = globSync('*.tgz', { cwd: dir })
  await run('tar', ['xzf', tarball], { cwd: dir })
  await mkdir(join(dir, 'node_modules/@azora'), { recursive: true })
  await rename(join(dir, 'package'), join(dir, 'node_modules/@azora/payments-client'))
  for (const name of libraries) {
    const link = join(dir, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(bin(name), link)
  }
}

const libraries = [
  '@stripe/react-stripe-js',
  '@stripe/stripe-js',
  '@tanstack/react-query',
  '@types/react',
  '@types/react-dom',
  'react',
  'react-dom',
  'vite',
]

/** `vite preview` of the built page, with the API behind it. */
function servePreview(dir: string): AsyncDisposable & { url: Promise<string> } {
  const env = { ...process.env, NO_COLOR: '1', API_URL: stack.url, SIGN_IN_URL: stack.signIn.issuer }
  const args = [bin('vite/bin/vite.js'), 'preview', '--host', 'localhost']
  const child = spawn(process.execPath, args, { cwd: dir, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk)
      const [found] = /http:\/\/localhost:\d+/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error(`vite preview has ended: ${said}`)))
  })
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
    },
  }
}
