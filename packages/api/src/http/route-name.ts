import { appRouter } from '../app-router.ts'
import { matchRoute } from '../rest/match-route.ts'
import { plainRoutes } from './plain-routes.ts'

const trpcPrefix = '/trpc/'
const restPrefix = '/api/'
const procedures: ReadonlySet<string> = new Set(Object.keys(appRouter._def.procedures))

/** What a path of the API is called where its requests are counted: a route or a procedure of ours, never what a caller made up. Undefined for what is not the API's. */
export function routeNameOf(path: string): string | undefined {
  const plain = plainRoutes.find((route) => route.path.test(path))
  if (plain) return plain.name
  if (path.startsWith(restPrefix)) return matchRoute('GET', path)?.name ?? `${restPrefix}unknown`
  if (!path.startsWith(trpcPrefix)) return undefined
  const names = path.slice(trpcPrefix.length)
  if (procedures.has(names)) return trpcPrefix + names
  return `${trpcPrefix}${names.split(',').every((name) => procedures.has(name)) ? 'several' : 'unknown'}`
}
