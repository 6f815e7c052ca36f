import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtempDisposable, rename, symlink, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { saveMethod } from '@azora/test-kit/save-method'
import { expect, test } from 'vitest'
import { startWeb } from './support/start-web.ts'

interface Output {
  stdout: string
  stderr: string
}

const run = promisify(execFile)
const rootDir = fileURLToPath(new URL('../../..', import.meta.url))

test(
  'the example that bills from a script compiles, charges each line once, and says what became of it',
  { timeout: 60_000 },
  async () => {
    await using web = await startWeb()
    await using provider = await startTokenEndpoint(() => web.token('service_shop', ['service']))
    await using folder = await mkdtempDisposable(join(tmpdir(), 'azora-example-'))
    await install(folder.path)
    for (const subject of ['user_ada', 'user_ben'])
      await saveMethod(web.world, subject === 'user_ada' ? 'pm_card_visa' : 'pm_card_chargeCustomerFail', {
        subject,
        email: `${subject}@example.com`,
        name: null,
        roles: ['shopper'],
      })
    const env = {
      ...process.env,
      PAYMENTS_URL: `${web.url}/trpc`,
      TOKEN_URL: provider.url,
      CLIENT_ID: 'service_shop',
      CLIENT_SECRET: 'secret',
    }
    await writeFile(
      join(folder.path, 'bills.csv'),
      'customer,amount,currency,description\nuser_ada,1250,usd,Tea\nuser_ben,900,usd,Coffee\nuser_eve,900,usd,Water\n',
    )
    const bill = () =>
      run(process.execPath, ['--no-warnings', 'bill.ts'], { cwd: folder.path, env }).catch((error: Output) => error)

    const compiler = join(rootDir, 'node_modules/typescript/bin/tsc')
    const compiled = await run(process.execPath, [compiler], { cwd: folder.path }).catch((error: Output) => error)
    const first = await bill()
    const again = await bill()

    expect(compiled.stdout).toBe('')
    expect(first.stderr).toBe('')
    expect(first.stdout.split('\n')).toEqual([
      'user_ada, $12.50: charged',
      'user_ben, $9.00: declined (card_declined)',
      'user_eve, $9.00: We could not find this saved payment method.',
      '',
    ])
    expect(again.stdout).toBe(first.stdout)
    const intents = web.world.stripe
      .requests()
      .filter(({ method, path }) => method === 'POST' && path === '/v1/payment_intents')
    expect(intents).toHaveLength(2)
  },
)

/** As `npm install` would, with the tarball and without the network. */
async function install(dir: string): Promise<void> {
  await cp(join(rootDir, 'examples/node-script'), dir, { recursive: true })
  await run('npm', ['pack', join(rootDir, 'packages/client/dist'), '--pack-destination', dir, '--silent'], { cwd: dir })
  const [tarball = ''] = globSync('*.tgz', { cwd: dir })
  await mkdir(join(dir, 'node_modules/@azora'), { recursive: true })
  await mkdir(join(dir, 'node_modules/@types'), { recursive: true })
  await run('tar', ['xzf', tarball], { cwd: dir })
  await rename(join(dir, 'package'), join(dir, 'node_modules/@azora/payments-client'))
  await symlink(join(rootDir, 'node_modules/@types/node'), join(dir, 'node_modules/@types/node'))
}

async function startTokenEndpoint(token: () => Promise<string>) {
  const server = createServer((_req, res) => {
    void token().then((value) =>
      res
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ access_token: value, expires_in: 300 })),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/token`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
