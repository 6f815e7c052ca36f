import { cp, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { clientDir } from './pack-client.ts'
import { runProgram } from './run-program.ts'

/** What a team that uses the React parts has installed beside us. */
const peers = ['react', '@types/react', '@tanstack/react-query', '@stripe/stripe-js', '@stripe/react-stripe-js', 'msw']

/** The compilers that a team may have, by where they are. */
export const compilers = {
  '5.7': join(clientDir, 'node_modules/typescript-oldest/bin/tsc'),
  '6.0': join(clientDir, 'node_modules/typescript-api/bin/tsc'),
  '7.0': join(clientDir, '../../node_modules/typescript/bin/tsc'),
}

const options =
  '--noEmit --strict --exactOptionalPropertyTypes --target es2022 --module esnext --moduleResolution bundler --jsx react-jsx --pretty false'

export interface Consumer extends AsyncDisposable {
  dir: string
  /** What the compiler says of the project and of our declarations; nothing when all is well. */
  typecheck(version: keyof typeof compilers): Promise<string>
}

interface ConsumerOptions {
  /** False for a team that uses none of what needs them. */
  withPeers?: boolean
}

/** A project outside the workspace that has installed the tarball, with no network. */
export async function createConsumer(tarball: string, { withPeers = true }: ConsumerOptions = {}): Promise<Consumer> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'azora-consumer-'))
  const dir = folder.path
  await cp(join(clientDir, 'test/system/consumer'), dir, { recursive: true })
  await writeFile(join(dir, 'package.json'), JSON.stringify({ name: 'shop', private: true, type: 'module' }))
  const { code, output } = await runProgram('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: dir,
  })
  if (code !== 0) throw new Error(output)
  for (const name of withPeers ? peers : []) {
    const link = join(dir, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(clientDir, 'node_modules', name), link)
  }
  return {
    dir,
    typecheck: async (version) =>
      (
        await runProgram(
          process.execPath,
          [compilers[version], ...options.split(' '), 'plain.ts', 'page.tsx', 'shop-tests.ts'],
          {
            cwd: dir,
          },
        )
      ).output,
    [Symbol.asyncDispose]: () => folder.remove(),
  }
}
