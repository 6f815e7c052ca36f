import { readFileSync } from 'node:fs'
import { promises } from '@azora/payments-core/promise/promises'
import { createWorld } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../src/create-metrics.ts'
import { watchPools } from '../src/watch-pools.ts'
import { watchPromises } from '../src/watch-promises.ts'

interface Rule {
  alert: string
  expr: string
  for: string
  labels: { severity: string }
  annotations: { summary: string; runbook: string }
}

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const rules = (parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
)
/** A metric by its own name, not by that of a series of it, and no label or word of the language. */
const namesIn = ({ expr }: Rule): string[] =>
  [...expr.replaceAll(/\{[^}]*\}/g, '').matchAll(/\b(?:azora|nodejs|process)_\w+/g)].map(([name]) =>
    name.replace(/_(?:bucket|count|sum)$/, ''),
  )

test('every alert is about metrics that our processes serve', async () => {
  await using world = await createWorld()
  const { registry } = createMetrics()
  watchPools(registry, { money: world.ctx.db })
  watchPromises(registry, world.ctx)
  const served = new Set([...(await registry.metrics()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))

  expect(rules.filter((rule) => namesIn(rule).length === 0)).toEqual([])
  expect(rules.flatMap(namesIn).filter((name) => !served.has(name))).toEqual([])
})

test('every promise has an alert', () => {
  const alarmed = new Set(rules.flatMap(namesIn))

  expect(promises.map(({ name }) => name).filter((name) => !alarmed.has(name))).toEqual([])
  expect(alarmed).toContain('azora_promises_readable')
})

test('every alert says how bad it is, after how long, what it means in a sentence, and what to do', () => {
  const runbook = read('docs/runbook.md')

  for (const { alert, for: after, labels, annotations } of rules) {
    expect(labels.severity).toMatch(/^(?:page|warn|info)$/)
    expect(after).toMatch(/^\d+[mh]$/)
    expect(annotations.summary).toMatch(/^\p{Lu}.{20,}\.$/u)
    expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`)
    expect(runbook).toContain(`\n## ${alert}\n\n${annotations.summary} `)
  }
  expect(runbook.match(/^## /gm)).toHaveLength(rules.length)
})
