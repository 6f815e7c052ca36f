import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { accessRules } from '../../access-rules.ts'
import { breakingChanges } from './breaking-changes.ts'
import { openApiDocument, type OpenApiDocument } from './openapi-document.ts'

const textOf = (name: string) => readFileSync(new URL(`../../../openapi/${name}.json`, import.meta.url), 'utf8')

test('the document in the repository is the one of this commit (otherwise: pnpm openapi)', () => {
  expect(textOf('openapi')).toBe(`${JSON.stringify(openApiDocument(), null, 2)}\n`)
})

test('nothing breaks whoever was written against the last release', () => {
  // The file is written by us.
  const released = JSON.parse(textOf('released')) as OpenApiDocument

  expect(breakingChanges(released, openApiDocument())).toEqual([])
})

test('a linter of others finds nothing wrong with it', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'info-license-strict': 'off',
      'no-server-example.com': 'off',
      'operation-4xx-response': 'off',
      'no-ambiguous-paths': 'off',
    },
  })

  const problems = await lintFromString({ source: textOf('openapi'), config })

  expect(problems.map(({ message, location }) => `${location[0]?.pointer}: ${message}`)).toEqual([])
})

test('every procedure but the streams has one operation', () => {
  const operations = Object.values(openApiDocument().paths).flatMap((item) => Object.values(item))

  const expected = Object.keys(accessRules).filter((path) => !/\.on[A-Z]/.test(path))
  expect(new Set(operations.map(({ operationId }) => operationId))).toEqual(
    new Set(expected.map((path) => path.replace('.', '_'))),
  )
  expect(operations).toHaveLength(expected.length)
})
