import { expect, test } from 'vitest'
import { atLeast, atMost } from './goal.ts'
import type { PairedLaps } from './paired-laps.ts'
import { countRow, ratioRow } from './row.ts'
import { formatTable } from './table.ts'

const lap = (perSecond: number) => ({ operations: 1, perSecond, p50: 1, p99: 2 })
const laps: PairedLaps = { floor: [lap(100), lap(50), lap(100)], ours: [lap(200), lap(150), lap(220)] }

const cells = (line: string | undefined) => line?.split('|').map((cell) => cell.trim())

test('a ratio says what it is, how sure it is, and whether the goal was met', () => {
  const row = ratioRow({ what: 'ack', floor: 'F-W', laps, reading: 'throughput', goal: atLeast(2, 3.5) })

  const [, , line] = formatTable([row]).split('\n')

  expect(cells(line)).toEqual([
    '',
    'ack',
    'F-W',
    '2.2× (2 – 3)',
    '1.25× (0.5 – 2)',
    '200 : 100/s',
    '≥ 2 / 3.5',
    'bar',
    '',
  ])
})

test('a count needs no floor', () => {
  const [, , line] = formatTable([countRow('statements', 3, atMost(2))]).split('\n')

  expect(cells(line)).toEqual(['', 'statements', '', '3', '', '', '≤ 2', 'missed', ''])
})

test('what the system does not tell is neither met nor missed', () => {
  const row = ratioRow({ what: 'ack', floor: 'F-W', laps, reading: 'nodeCpu', goal: atMost(1) })

  const [, , line] = formatTable([row]).split('\n')

  expect(line).toContain('not told')
  expect(cells(line)?.at(-2)).toBe('')
})

test('all lines are equally long', () => {
  const lines = formatTable([countRow('a', 1), countRow('much longer', 2)]).split('\n')

  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
})
