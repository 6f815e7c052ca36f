import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'
import { startWeb } from './support/start-web.ts'

const run = promisify(execFile)
const types = fileURLToPath(new URL('../../../node_modules/@types', import.meta.url))
const webDir = fileURLToPath(new URL('..', import.meta.url))

test('a client that others generate from our document compiles and pays', async () => {
  await using web = await startWeb()
  await using folder = await mkdtempDisposable(join(tmpdir(), 'azora-rest-client-'))
  const document = await (await fetch(`${web.url}/api/openapi.json`)).text()
  await mkdir(join(folder.path, 'generated'))
  await writeFile(join(folder.path, 'generated/api.d.ts'), astToString(await openapiTypescript(document)))
  await writeFile(join(folder.path, 'package.json'), '{"type":"module"}')
  await cp(join(webDir, 'test/rest-client/pay.ts'), join(folder.path, 'pay.ts'))
  await symlink(join(webDir, 'node_modules'), join(folder.path, 'node_modules'))

  const options = '--noEmit --strict --target es2022 --module nodenext --allowImportingTsExtensions --types node pay.ts'
  const compiler = join(webDir, '../../node_modules/typescript/bin/tsc')
  const compiled = await run(process.execPath, [compiler, '--typeRoots', types, ...options.split(' ')], {
    cwd: folder.path,
  }).catch((error: { stdout: string }) => error)
  const { items } = web.world.cart()
  const confirmation = web.world.stripe.confirmationToken({ card: '4242424242424242' }).id
  const tokens = [await web.token('ada'), await web.token('sam', ['admin'])]
  const args = ['--no-warnings', 'pay.ts', web.url, ...tokens, items[0]?.priceId ?? '', confirmation]
  const { stdout } = await run(process.execPath, args, { cwd: folder.path })

  expect(compiled.stdout).toBe('')
  expect(JSON.parse(stdout)).toEqual({ status: 'processing', listed: [true], refusal: 'payment_not_refundable' })
})
