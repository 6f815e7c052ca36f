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

  /** The first task, due or not. */
  get next(): Task | undefined {
    return this.#tasks[0]
  }

  add(task: Task): void {
    let at = this.#tasks.length
    while (at > 0 && (this.#tasks[at - 1]?.dueAt ?? 0) > task.dueAt) at -= 1
    this.#tasks.splice(at, 0, task)
  }

  remove(id: string): void {
    const at = this.#tasks.findIndex((task) => task.id === id)
    if (at !== -1) this.#tasks.splice(at, 1)
  }
}
