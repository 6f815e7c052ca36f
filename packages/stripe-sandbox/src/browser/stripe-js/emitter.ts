import type { UnknownRecord } from '../wire/is-record.ts'

export type Listener = (event: UnknownRecord) => void

/**
 * Events of an element. `ready` is remembered: a wrapper may attach its handler after the frame has already reported.
 * A listener that throws does not stop the others.
 */
export class Emitter {
  #listeners = new Map<string, Set<Listener>>()
  #ready: UnknownRecord | undefined

  on(name: string, listener: Listener): void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    const ready = this.#ready
    if (name === 'ready' && ready) queueMicrotask(() => listener(ready))
  }

  once(name: string, listener: Listener): void {
    const first: Listener = (event) => {
      this.off(name, first)
      listener(event)
    }
    this.on(name, first)
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.#listeners.get(name)?.delete(listener)
    else this.#listeners.delete(name)
  }

  has(name: string): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0
  }

  emit(name: string, event: UnknownRecord): void {
    if (name === 'ready') this.#ready = event
    for (const listener of Array.from(this.#listeners.get(name) ?? [])) {
      try {
        listener(event)
      } catch (error) {
        reportError(error)
      }
    }
  }

  /** A frame that is taken out of the page has to become ready anew. */
  forgetReady(): void {
    this.#ready = undefined
  }
}
