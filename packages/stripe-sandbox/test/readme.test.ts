import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { operationsTable } from './support/operations-table.ts'

/** `pnpm exec vitest run --project unit packages/stripe-sandbox/test/readme.test.ts -u` writes it anew. */
test('the README lists what is offered', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

  const current = readme.replace(/(?<=<!-- operations -->\n\n)[\s\S]*(?=\n\n<!-- end of operations -->)/, () =>
    operationsTable(),
  )

  expect(readme).toContain('<!-- operations -->')
  await expect(current).toMatchFileSnapshot('../README.md')
})
