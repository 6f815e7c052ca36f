import { readFileSync } from 'node:fs'

/**
 * Calls back once when the process that started us is gone: nobody is left who could send us a signal. npm starts
 * scripts through `sh -c`, which outlives a killed npm and says nothing, so where we can look (Linux), npm counts too.
 */
export function whenOrphaned(act) {
  const parent = process.ppid
  const starter = starterBehindShell(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && starterBehindShell(parent) === starter) return
    clearInterval(timer)
    act()
  }, 500)
  timer.unref()
}

function starterBehindShell(shell) {
  try {
    if (!readFileSync(`/proc/${shell}/cmdline`, 'utf8').startsWith('sh\0-c\0')) return undefined
    const stat = readFileSync(`/proc/${shell}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
