import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs a script of the repository to its end with Node.
 *
 * @throws with what it printed, when it fails
 */
export async function runScript(
  script: string,
  options: { cwd: string; env: Record<string, string>; args?: string[] },
): Promise<void> {
  const { cwd, env, args = [] } = options
  const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${[script, ...args].join(' ')} failed:\n${output.trim()}`)
}
