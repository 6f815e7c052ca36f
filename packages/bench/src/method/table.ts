import { judge, type Goal } from './goal.ts'
import type { Row } from './row.ts'
import type { Spread } from './statistics.ts'

const titles = [
  'measurement',
  'floor',
  'median (min – max)',
  'floor : itself',
  'here, ours : floor',
  'bar / stretch',
  'met',
]

/** The rows as a table of Markdown that can be read as it stands. */
export function formatTable(rows: readonly Row[]): string {
  const lines = [titles, ...rows.map(cellsOf)]
  const widths = titles.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head, ...body] = lines.map(lineOf)
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n')
}

function cellsOf({ what, floor = '', figure, unit, noise, here = '', goal }: Row): string[] {
  const value = typeof figure === 'number' ? figure : figure.median
  return [
    what,
    floor,
    typeof figure === 'number' ? `${shortly(figure)}${unit}` : formatSpread(figure, unit),
    noise ? formatSpread(noise, '×') : '',
    here,
    goal ? formatGoal(goal) : '',
    goal && !Number.isNaN(value) ? judge(value, goal) : '',
  ]
}

const formatSpread = ({ median, minimum, maximum }: Spread, unit: string): string =>
  Number.isNaN(median) ? 'not told' : `${shortly(median)}${unit} (${shortly(minimum)} – ${shortly(maximum)})`

function formatGoal({ better, bar, stretch }: Goal): string {
  const sign = better === 'less' ? '≤' : '≥'
  return stretch === undefined ? `${sign} ${bar}` : `${sign} ${bar} / ${stretch}`
}

/** Three digits say all that such figures can. */
const shortly = (value: number): string => String(Number(value.toPrecision(3)))
