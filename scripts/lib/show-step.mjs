const patienceMs = 2_000

/**
 * Runs one step and prints how it went and how long it took. Meanwhile a terminal shows its name; a log gets the name
 * when the step takes longer than two seconds.
 */
export async function showStep(label, run) {
  const live = process.stdout.isTTY && !process.env.CI
  if (live) process.stdout.write(`… ${label}`)
  const announce = live ? undefined : setTimeout(() => console.log(`… ${label}`), patienceMs)
  const startedAt = performance.now()
  const result = await run()
  clearTimeout(announce)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${live ? '\r\u001B[2K' : ''}${result.ok ? '✓' : '✗'} ${label.padEnd(34)} ${seconds} s`)
  return result
}
