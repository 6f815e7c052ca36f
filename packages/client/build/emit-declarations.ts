import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { at, declarationsDir, root } from './layout.ts'
import { writeOutTypes } from './write-out-types.ts'

/** The workspace's own: this package also has older ones, to be tested with. */
const compiler = at('../../node_modules/typescript/bin/tsc')

/** Writes the declarations of this package and of the contract, which then need nothing of the workspace. */
export function emitDeclarations(): void {
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  const files = globSync(`${declarationsDir}/**/*.d.ts`, { cwd: root }).map((file) => at(file))
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replaceAll(/'@azora\/contract\/([\w-]+)'/g, (_, name: string) => `'${toContract(file, name)}'`),
    )
  }
  writeOutTypes(files)
}

function toContract(file: string, name: string): string {
  const path = relative(dirname(file), at(declarationsDir, `contract/src/${name}.js`))
  return path.startsWith('.') ? path : `./${path}`
}
