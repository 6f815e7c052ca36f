/** On one line that the next replaces; where nobody looks on, a line after every `every` of `done`, if that is said. */
export function showProgress(text: string, { done = 0, every = 0 } = {}): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`)
  else if (every > 0 && done > 0 && done % every === 0) process.stderr.write(`${text}\n`)
}
