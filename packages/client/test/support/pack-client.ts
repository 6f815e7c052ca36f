import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from './run-program.ts'

export const clientDir = fileURLToPath(new URL('../..', import.meta.url))
export const distDir = join(clientDir, 'dist')

/** Packs what the build made; gives the path of the tarball. */
export async function packClient(intoDir: string): Promise<string> {
  const { code, output } = await runProgram('npm', ['pack', distDir, '--pack-destination', intoDir, '--silent'], {
    cwd: intoDir,
  })
  const [name] = globSync('*.tgz', { cwd: intoDir })
  if (code !== 0 || !name) throw new Error(output)
  return join(intoDir, name)
}
