import { expect, test } from 'vitest'
import { Agenda } from './agenda.ts'

test('tasks leave by time, and those of one second in the order in which they came', () => {
  const agenda = new Agenda()
  const dues = Array.from({ length: 500 }, (_, at) => (at * 7919) % 97)
  const tasks = dues.map((dueAt, at) => ({ id: `task_${at}`, kind: 'any', subject: 'x', dueAt }))
  for (const task of tasks) agenda.add(task)
  for (const task of tasks.filter((_, at) => at % 5 === 0)) agenda.remove(task.id)

  const left: string[] = []
  for (let task = agenda.next; task; task = agenda.next) {
    left.push(task.id)
    agenda.remove(task.id)
    // What is planned on the way takes its place as well.
    if (left.length === 100) agenda.add({ ...task, id: 'late', dueAt: 1000 })
  }

  const expected = tasks.filter((_, at) => at % 5 !== 0).toSorted((a, b) => a.dueAt - b.dueAt)
  expect(left).toEqual([...expected.map(({ id }) => id), 'late'])
})

test('a hundred thousand tasks come and go in no time', () => {
  const agenda = new Agenda()
  const start = performance.now()

  for (let at = 0; at < 100_000; at++)
    agenda.add({ id: `t${at}`, kind: 'any', subject: 'x', dueAt: Math.floor(at / 100) })
  let count = 0
  for (let task = agenda.next; task; task = agenda.next) {
    agenda.remove(task.id)
    count += 1
  }

  expect(count).toBe(100_000)
  expect(performance.now() - start).toBeLessThan(2000)
})
