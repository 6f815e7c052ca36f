export type Terminal = {
  line: (text: string) => void
  /** Says what is being done and, once done, how long it took. Throws what the work throws. */
  step: <T>(label: string, work: () => Promise<T>) => Promise<T>
}

// A log gets the name of a step only when it is slow; a terminal at once.
const patienceMs = 2_000
const clearLine = '\r\u001B[2K'

/** Lines for a person: on a terminal the line of a running step is replaced when it is done. One step at a time. */
export function createTerminal(output: NodeJS.WriteStream): Terminal {
  const live = output.isTTY && !process.env.CI
  const paint = (code: number, text: string) =>
    output.isTTY && !process.env.NO_COLOR ? `\u001B[${code}m${text}\u001B[0m` : text
  let pending: string | undefined
  const line = (text: string) => {
    output.write(pending === undefined ? `${text}\n` : `${clearLine}${text}\n${pending}`)
  }
  return {
    line,
    step: async (label, work) => {
      const startedAt = performance.now()
      if (live) output.write((pending = paint(2, `… ${label}`)))
      const announce = live ? undefined : setTimeout(line, patienceMs, `… ${label}`)
      let mark = paint(31, '✗')
      try {
        const result = await work()
        mark = paint(32, '✓')
        return result
      } finally {
        clearTimeout(announce)
        if (pending !== undefined) output.write(clearLine)
        pending = undefined
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
        line(`${mark} ${label.padEnd(34)} ${paint(2, `${seconds} s`)}`)
      }
    },
  }
}
