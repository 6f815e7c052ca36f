import type { StripeGateway } from '../stripe/stripe-gateway.ts'

/** One call of the gateway, such as `intents.retrieve('pi_1')`. */
export interface GatewayCall {
  /** `intents.retrieve` */
  name: string
  args: readonly unknown[]
  /** Does it. */
  run: () => unknown
}

/** A gateway whose every call goes through `intercept`, which answers in its place. */
export const interceptCalls = (stripe: StripeGateway, intercept: (call: GatewayCall) => unknown): StripeGateway =>
  through(stripe, (noun, calls) =>
    through(calls, (verb, act) =>
      typeof act === 'function'
        ? (...args: unknown[]) =>
            intercept({ name: `${noun}.${verb}`, args, run: (): unknown => Reflect.apply(act, calls, args) })
        : act,
    ),
  )

/** The same object with each of its properties replaced on reading; so it keeps its type only if `replace` keeps theirs. */
const through = <T extends object>(target: T, replace: (name: string, value: object) => unknown): T =>
  new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name)
      return typeof name === 'string' && isObject(value) ? replace(name, value) : value
    },
  })

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
