import { globSync } from 'node:fs'
import { cp, mkdir, mkdtempDisposable, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientDir } from './pack-client.ts'

export interface ChangedCopy extends AsyncDisposable {
  clientDir: string
}

export interface Change {
  /** A file of the contract's; every source of both packages when absent. */
  file?: string
  from: string
  to: string
}

/** The sources of the client and of the contract elsewhere, with one change, so that a test can see what comes of it. */
export async function createChangedCopy({ file, from, to }: Change): Promise<ChangedCopy> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'azora-changed-'))
  const copy = join(folder.path, 'packages/client')
  const contract = join(folder.path, 'packages/contract')
  await cp(join(clientDir, '../../tsconfig.base.json'), join(folder.path, 'tsconfig.base.json'))
  for (const part of ['src', 'build', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'LICENSE'])
    await cp(join(clientDir, part), join(copy, part), { recursive: true })
  for (const part of ['src', 'package.json'])
    await cp(join(clientDir, '../contract', part), join(contract, part), { recursive: true })
  await linkModules(copy, contract)
  await mkdir(join(folder.path, 'node_modules'))
  await symlink(join(clientDir, '../../node_modules/typescript'), join(folder.path, 'node_modules/typescript'))

  const everywhere = [contract, copy].flatMap((dir) =>
    globSync('src/**/*.{ts,tsx}', { cwd: dir }).map((path) => join(dir, path)),
  )
  for (const path of file === undefined ? everywhere : [join(contract, 'src', file)]) {
    const text = await readFile(path, 'utf8')
    if (file !== undefined && !text.includes(from)) throw new Error(`${file} does not say ${from}`)
    await writeFile(path, text.replaceAll(from, to))
  }
  return { clientDir: copy, [Symbol.asyncDispose]: () => folder.remove() }
}

/** The same libraries, and the copied contract in the place of ours. */
async function linkModules(copy: string, contract: string): Promise<void> {
  const installed = join(clientDir, 'node_modules')
  await mkdir(join(copy, 'node_modules/@azora'), { recursive: true })
  for (const name of await readdir(installed))
    if (name !== '@azora') await symlink(join(installed, name), join(copy, 'node_modules', name))
  await symlink(contract, join(copy, 'node_modules/@azora/contract'))
  await mkdir(join(contract, 'node_modules'))
  await symlink(join(installed, 'zod'), join(contract, 'node_modules/zod'))
}
