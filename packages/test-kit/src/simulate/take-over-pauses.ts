import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { actors } from './stage.ts'

const realPause = timers.setTimeout

/** From now on a pause of somebody on a stage waits for the director instead of the time; everybody else's is as it was. */
export function takeOverPauses(): Disposable {
  timers.setTimeout = async <T>(ms?: number, value?: T, options?: object): Promise<T> => {
    const actor = actors.getStore()
    if (!actor) return realPause(ms, value, options)
    await actor.stage.pause(`${Math.round(ms ?? 0)} ms`)
    // Whoever gives no value expects none.
    return value as T
  }
  syncBuiltinESMExports()
  return {
    [Symbol.dispose]() {
      timers.setTimeout = realPause
      syncBuiltinESMExports()
    },
  }
}
