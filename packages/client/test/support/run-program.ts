import { spawn } from 'node:child_process'

/** Runs a program to its end; says what it wrote and how it ended. */
export function runProgram(
  command: string,
  args: readonly string[],
  place: { cwd: string },
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, place)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += String(chunk)
      })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? -1, output }))
  })
}
