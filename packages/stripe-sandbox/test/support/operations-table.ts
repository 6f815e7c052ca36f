import { loadContract } from '../../src/contract/load-contract.ts'
import { allOperations } from '../../src/resources/all-operations.ts'

/** The README's table of what the sandbox offers and does not, by the SDK's names of resources and methods. */
export function operationsTable(): string {
  const known = new Set(allOperations.map(({ method, path }) => `${method} ${path}`))
  const rows = Map.groupBy(contractOperations(), ({ resource }) => resource)
  const lines: string[] = ['| resource | offered | not offered: 404 |', '| --- | --- | --- |']
  const missing: string[] = []
  for (const [resource, operations] of [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const isOffered = ({ key }: { key: string }) => known.has(key)
    const offered = operations.filter(isOffered)
    if (offered.length === 0) missing.push(resource)
    else lines.push(`| ${resource} | ${names(offered)} | ${names(operations.filter((one) => !isOffered(one)))} |`)
  }
  return [...lines, '', `Not offered at all: ${missing.join(', ')}.`].join('\n')
}

const names = (operations: readonly { name: string }[]): string =>
  [...new Set(operations.map(({ name }) => name))].join(', ') || '–'

function contractOperations() {
  return Object.entries(loadContract().paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const sdkName = operation['x-sdkMethod'] ?? path
      const dot = sdkName.lastIndexOf('.')
      return { key: `${method.toUpperCase()} ${path}`, resource: sdkName.slice(0, dot), name: sdkName.slice(dot + 1) }
    }),
  )
}
