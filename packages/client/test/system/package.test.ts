import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleFor } from '../support/bundle-size.ts'
import { compilers, createConsumer, type Consumer } from '../support/consumer.ts'
import { distDir, packClient } from '../support/pack-client.ts'
import { runProgram } from '../support/run-program.ts'

let tarball: string
let consumer: Consumer
const cleanUp = new AsyncDisposableStack()

beforeAll(async () => {
  const folder = cleanUp.use(await mkdtempDisposable(join(tmpdir(), 'azora-pack-')))
  tarball = await packClient(folder.path)
  consumer = cleanUp.use(await createConsumer(tarball))
})
afterAll(() => cleanUp.disposeAsync())

/** Bytes that a page pays for all of a subpath, gzipped, its peers not counted. */
const limits = {
  '@azora/payments-client': 17_500,
  '@azora/payments-client/react': 32_000,
  '@azora/payments-client/server': 1_500,
  '@azora/payments-client/testing': 6_000,
}

test('publint has nothing to say of the package', async () => {
  const { messages, pkg } = await publint({ pkgDir: distDir, strict: true })

  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test('every subpath has its types for whoever imports it as a module', async () => {
  const { problems = [] } = (await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))), {
    excludeEntrypoints: ['./styles.css'],
  })) as { problems?: { kind: string; resolutionKind?: string }[] }

  // Resolution before exports (node10) and require() of a module are what a package of modules does not offer.
  const offered = problems.filter(
    ({ resolutionKind }) => resolutionKind !== 'node10' && resolutionKind !== 'node16-cjs',
  )
  expect(offered).toEqual([])
})

test('it installs nothing beside itself', async () => {
  const { output } = await runProgram('npm', ['ls', '--all', '--parseable'], { cwd: consumer.dir })

  expect(output).toContain('@azora/payments-client')
  expect(JSON.parse(await readFile(join(distDir, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies')
})

test('its declarations name no server, no Prisma and no zod', async () => {
  for (const name of ['index', 'react', 'server', 'testing']) {
    const text = await readFile(join(distDir, `${name}.d.ts`), 'utf8')
    const imported = [...text.matchAll(/from "([^".][^"]*)"/g)].map(([, specifier]) => specifier)
    expect(
      imported.filter((specifier) => !/^(react|@tanstack\/react-query|@stripe\/|msw)/.test(specifier ?? '')),
    ).toEqual([])
  }
})

test.for(Object.keys(compilers) as (keyof typeof compilers)[])(
  'a project that installed it compiles with TypeScript %s, our declarations included',
  async (version) => {
    expect(await consumer.typecheck(version)).toBe('')
  },
)

test.for(['@azora/payments-client', '@azora/payments-client/server'])(
  '%s runs where there is no browser and none of the peers',
  async (subpath) => {
    await using bare = await createConsumer(tarball, { withPeers: false })
    const source = `import { formatMoney } from '@azora/payments-client'
      await import('${subpath}')
      console.log(formatMoney({ amountMinor: 1999, currency: 'eur' }, 'en'))`

    const { output } = await runProgram(process.execPath, ['--input-type=module', '-e', source], { cwd: bare.dir })

    expect(output.trim()).toBe('€19.99')
  },
)

test.for(Object.entries(limits))('all of %s weighs less than %i bytes', async ([subpath, limit]) => {
  const { gzipBytes } = await bundleFor(`export * from '${subpath}'`, consumer.dir)

  expect(gzipBytes).toBeLessThan(limit)
})

test('a page that only writes amounts does not pay for the client', async () => {
  const { code, gzipBytes } = await bundleFor(`export { formatMoney } from '@azora/payments-client'`, consumer.dir)

  expect(code).not.toContain('EventSource')
  expect(gzipBytes).toBeLessThan(1_200)
})
