/** One thing that happens later, when the clock reaches it. */
export interface Task {
  id: string
  /** What to do; the key of the handlers. */
  kind: string
  /** The id of the object that it happens to. */
  subject: string
  /** Unix seconds. */
  dueAt: number
  /** The connected account that it happens to; absent for the account of the keys. */
  account?: string
}

/** The tasks that are still to come, by time; those of the same second in the order in which they were planned. */
export class Agenda {
  #tasks: Task[] = []
  /** Where the first task is: what comes before it is done. */
  #first = 0

  /** The first task, due or not. */
  get next(): Task | undefined {
    return this.#tasks[this.#first]
  }

  add(task: Task): void {
    this.#tasks.splice(this.#findEnd(task.dueAt), 0, task)
  }

  remove(id: string): void {
    if (this.next?.id === id) return this.#removeFirst()
    const at = this.#tasks.findIndex((task, index) => index > this.#first && task.id === id)
    if (at !== -1) this.#tasks.splice(at, 1)
  }

  /** Most tasks leave from the front: to move all others each time would take long when there are many. */
  #removeFirst(): void {
    this.#first += 1
    if (this.#first * 2 < this.#tasks.length) return
    this.#tasks = this.#tasks.slice(this.#first)
    this.#first = 0
  }

  /** Behind all that is due by then. */
  #findEnd(dueAt: number): number {
    let low = this.#first
    let high = this.#tasks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#tasks[middle]?.dueAt ?? 0) <= dueAt) low = middle + 1
      else high = middle
    }
    return low
  }
}
