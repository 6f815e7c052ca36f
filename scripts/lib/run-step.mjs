import { spawn } from 'node:child_process'

const live = new Set()

/**
 * Runs a command to its end: `{ ok, output, how }`. With `show` its output goes to ours as it comes. The command leads
 * a process group of its own, and whatever it leaves there is ended with it.
 */
export function runStep(command, args, { cwd, show = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
    const child = spawn(command, args, { cwd, stdio, detached: true, env: { ...process.env, ...env } })
    live.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => {
      live.delete(child)
      reject(error)
    })
    child.on('exit', () => endGroup(child, 'SIGKILL'))
    child.on('close', (code, signal) => {
      live.delete(child)
      resolve({ ok: code === 0, output: output.trim(), how: signal ?? `exit code ${code}` })
    })
  })
}

/** Ends what is still running, with all that it started. */
export function endSteps(signal = 'SIGTERM') {
  for (const child of live) endGroup(child, signal)
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // All of the group had ended.
  }
}
