import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const packageFolder = join(import.meta.dirname, '..')
let project: string

/** A project of somebody else's, with the packed package installed. Needs the package to be built. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'stripe-sandbox-user-'))
  await run('pnpm', ['pack', '--out', join(project, 'sandbox.tgz')], { cwd: packageFolder })
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', './sandbox.tgz'], { cwd: project })
}, 60_000)
afterAll(() => rm(project, { recursive: true, force: true }))

test('the packed program starts by its name and answers as Stripe', async () => {
  const program = spawn(join(project, 'node_modules/.bin/stripe-sandbox'), ['--port', '0'], { cwd: project })
  const [line] = (await once(createInterface(program.stdout), 'line')) as [string]
  const url = /http:\/\/\S+/.exec(line)?.[0]

  const answer = await fetch(`${url}/v1/customers`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_mine' },
    body: new URLSearchParams({ email: 'ada@example.com' }),
  })
  const script = await fetch(`${url}/stripe.js`)
  program.kill()

  expect(await answer.json()).toMatchObject({ object: 'customer', email: 'ada@example.com' })
  expect(script.status).toBe(200)
})

test('another project’s tests start one of their own, with types', async () => {
  const user = `
    import { createStripeSandbox } from '@azora/stripe-sandbox'
    const sandbox = await createStripeSandbox()
    const { id }: { id: string } = sandbox.confirmationToken({ card: '4242424242424242' })
    process.stdout.write(id)
    await sandbox.close()`
  await writeFile(join(project, 'user.ts'), user)
  await writeFile(join(project, 'wrong.ts'), user.replace('card:', 'kard:'))
  const tsc = join(packageFolder, '../../node_modules/.bin/tsc')
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--lib',
    'es2024,esnext.disposable,dom',
    '--types',
    'node',
    '--typeRoots',
    join(packageFolder, '../../node_modules/@types'),
  ]

  const { stdout } = await run(process.execPath, ['user.ts'], { cwd: project })
  const typed = await run(tsc, [...options, 'user.ts'], { cwd: project })
  const wrong = run(tsc, [...options, 'wrong.ts'], { cwd: project })

  expect(stdout).toMatch(/^ctoken_/)
  expect(typed.stdout).toBe('')
  await expect(wrong).rejects.toMatchObject({ stdout: expect.stringContaining('kard') })
})
