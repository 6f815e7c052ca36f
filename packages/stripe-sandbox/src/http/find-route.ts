import { compileParams, type DecodeParams } from '../contract/compile-params.ts'
import { paramsSchema } from '../contract/load-contract.ts'
import { allOperations } from '../resources/all-operations.ts'
import type { Operation } from '../resources/operation.ts'

export interface Route {
  operation: Operation
  ids: Record<string, string>
  /** Decodes and checks the parameters; compiled at the operation's first use in this process. */
  decode: DecodeParams
}

interface Entry {
  operation: Operation
  segments: readonly string[]
  decode: DecodeParams | undefined
}

const entries = new Map<string, Entry[]>()
for (const operation of allOperations) {
  const segments = operation.path.split('/')
  const key = `${operation.method} ${segments.length}`
  entries.set(key, [...(entries.get(key) ?? []), { operation, segments, decode: undefined }])
}

export function findRoute(method: string, path: string): Route | undefined {
  const segments = path.split('/')
  for (const entry of entries.get(`${method} ${segments.length}`) ?? []) {
    const ids = match(entry.segments, segments)
    if (!ids) continue
    entry.decode ??= compileParams(schemaOf(entry.operation))
    return { operation: entry.operation, ids, decode: entry.decode }
  }
  return undefined
}

function schemaOf({ method, path, schema }: Operation) {
  const contract = paramsSchema(method, path)
  const found = schema ? schema(contract) : contract
  if (!found) throw new Error(`The contract does not know ${method} ${path}.`)
  return found
}

function match(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const ids: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith('{') && segment !== '') ids[part.slice(1, -1)] = decode(segment)
    else if (part !== segment) return undefined
  }
  return ids
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
