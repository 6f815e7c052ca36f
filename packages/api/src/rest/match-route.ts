import { restRoutes, type RestMethod, type RestRoute } from './rest-routes.ts'

export interface RestCall {
  /** Where the procedure stands in the router. */
  procedure: string
  route: RestRoute
  /** What the address says of the input, as text. */
  params: Record<string, string>
}

interface Place {
  procedure: string
  route: RestRoute
  segments: readonly string[]
}

const prefix = '/api/'

/** Addresses in words before those with a value in the same place. */
const places: readonly Place[] = Object.entries(restRoutes)
  .flatMap(([procedure, route]: [string, RestRoute | null]) =>
    route === null || route.isDocument ? [] : [{ procedure, route, segments: segmentsOf(route.address) }],
  )
  .toSorted((a, b) => valuesIn(a) - valuesIn(b))

export interface FoundAddress {
  call: RestCall | undefined
  /** The methods that the address takes. */
  methods: readonly RestMethod[]
  /** How the address is called in logs: without what was asked for. */
  name: string
}

/** What is asked for, or the methods that would have been right; undefined when there is nothing at the address. */
export function matchRoute(method: string, path: string): FoundAddress | undefined {
  if (!path.startsWith(prefix)) return undefined
  const segments = segmentsOf(path)
  const all = places.flatMap((place) => {
    const params = paramsOf(place, segments)
    return params ? [{ procedure: place.procedure, route: place.route, params }] : []
  })
  // `/api/payments/history` is not the payment called "history".
  const first = all[0]
  if (!first) return undefined
  const here = all.filter(({ params }) => Object.keys(params).length === Object.keys(first.params).length)
  const wanted = method === 'HEAD' ? 'GET' : method
  return {
    call: here.find(({ route }) => route.method === wanted),
    methods: here.map(({ route }) => route.method),
    name: first.route.address,
  }
}

function paramsOf(place: Place, segments: readonly string[]): Record<string, string> | undefined {
  if (place.segments.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, expected] of place.segments.entries()) {
    const segment = segments[at] ?? ''
    const name = nameIn(expected)
    if (name === undefined && segment !== expected) return undefined
    if (name !== undefined) params[name] = decoded(segment)
  }
  return params
}

function segmentsOf(path: string): string[] {
  return path.slice(prefix.length).split('/')
}

/** `paymentId` of `{paymentId}`. */
export function nameIn(segment: string): string | undefined {
  return /^\{(\w+)\}$/.exec(segment)?.[1]
}

function valuesIn({ segments }: Place): number {
  return segments.filter((segment) => nameIn(segment) !== undefined).length
}

/** What cannot be decoded stays as it is, and is no id of ours. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
