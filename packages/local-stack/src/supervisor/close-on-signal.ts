/** Closes in order when asked to end, then ends. */
export function closeOnSignal(close: () => Promise<void>): void {
  const end = () => void close().finally(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}
