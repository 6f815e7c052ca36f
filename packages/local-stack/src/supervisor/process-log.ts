import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export type ProcessLog = {
  take(name: string, source: Readable): void
  /** The last lines of a process, for an error message. */
  tail(name: string): string
  fileOf(name: string): string
  close(): void
}

const colors = [36, 35, 33, 32, 34, 31]
const tailLines = 20

/** Writes each process's lines to `<dir>/<name>.log`, and to `echo` with the name in front. */
export function createProcessLog(options: {
  dir: string
  echo: ((line: string) => void) | undefined
  color: boolean
}): ProcessLog {
  mkdirSync(options.dir, { recursive: true })
  const files = new Map<string, ReturnType<typeof createWriteStream>>()
  const tails = new Map<string, string[]>()
  const fileOf = (name: string) => join(options.dir, `${name}.log`)

  const fileFor = (name: string) => {
    const file = files.get(name) ?? createWriteStream(fileOf(name), { flags: 'a' }).on('error', () => {})
    files.set(name, file)
    return file
  }
  const prefixOf = (name: string) => {
    const color = colors[[...files.keys()].indexOf(name) % colors.length] ?? 0
    return options.color ? `\u001B[${color}m${name.padEnd(8)}\u001B[0m` : name.padEnd(8)
  }
  const add = (name: string, line: string) => {
    fileFor(name).write(`${line}\n`)
    tails.set(name, [...(tails.get(name) ?? []), line].slice(-tailLines))
    options.echo?.(`${prefixOf(name)} ${line}`)
  }
  return {
    take: (name, source) => {
      let rest = ''
      source.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) add(name, line)
      })
      source.on('end', () => {
        if (rest !== '') add(name, rest)
      })
    },
    tail: (name) => (tails.get(name) ?? []).join('\n'),
    fileOf,
    close: () => {
      for (const file of files.values()) file.end()
    },
  }
}
