import { Context } from '../resources/context.ts'
import { taskHandlers } from './task-handlers.ts'

/**
 * Does what falls due until then, in order, each at its own time: the clock stops at every task on the way, so that
 * what one causes may be due before the next.
 *
 * @param untilMs Unix milliseconds, of the sandbox's clock
 */
export function runDueTasks(context: Context, untilMs: number): void {
  const { state } = context
  for (let task = state.agenda.next; task && task.dueAt * 1000 <= untilMs; task = state.agenda.next) {
    state.advanceClock(Math.max(0, task.dueAt * 1000 - state.clock.now().getTime()))
    state.table('task').delete(task.id)
    const home = task.account === undefined ? context : new Context(state.ofAccount(task.account), { url: context.url })
    taskHandlers.get(task.kind)?.(home, task.subject)
  }
}
