// `pnpm openapi` writes the document of this commit; `pnpm openapi release` also makes it what later ones are compared with.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from './openapi-document.ts'

const fileOf = (name: string) => fileURLToPath(new URL(`../../../openapi/${name}.json`, import.meta.url))
const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`
const names = process.argv.includes('release') ? ['openapi', 'released'] : ['openapi']
for (const name of names) writeFileSync(fileOf(name), text)
