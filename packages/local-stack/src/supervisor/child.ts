/**
 * Runs the program named by the first argument, and ends it when the supervisor is gone, however that died: the
 * channel between us closes. The program gets the chance to stop in order, then five seconds.
 */
import { pathToFileURL } from 'node:url'

const [node = process.execPath, , entry = '', ...args] = process.argv
process.argv = [node, entry, ...args]

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), 5_000).unref()
  process.kill(process.pid, 'SIGTERM')
})
// Waiting for that must not keep a finished program alive.
process.channel?.unref()

await import(pathToFileURL(entry).href)
