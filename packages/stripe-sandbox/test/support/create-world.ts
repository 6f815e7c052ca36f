import Stripe from 'stripe'
import { loadContract } from '../../src/contract/load-contract.ts'
import { createStripeSandbox } from '../../src/create-stripe-sandbox.ts'
import { resourceNames } from '../../src/state/tables.ts'
import type { StripeSandbox, StripeSandboxOptions } from '../../src/stripe-sandbox.ts'
import { auditBooks } from '../books.ts'
import { checkExchange } from './check-exchange.ts'
import { findViolations } from './find-violations.ts'

export interface World extends AsyncDisposable {
  sandbox: StripeSandbox
  /** The unmodified SDK; every answer is checked against the contract, and the books after each request. */
  stripe: Stripe
  /** A confirmation token of this card, as the checkout page would make one. */
  token: (card: string) => string
}

export async function createWorld(options: StripeSandboxOptions = {}): Promise<World> {
  const sandbox = await createStripeSandbox(options)
  const violations: string[] = []
  const stripe = connect(sandbox, violations, () => auditBooks(sandbox))
  return {
    sandbox,
    stripe,
    token: (card) => sandbox.confirmationToken({ card }).id,
    async [Symbol.asyncDispose]() {
      violations.push(...checkState(sandbox), ...auditBooks(sandbox))
      await sandbox.close()
      if (violations.length > 0)
        throw new Error(`Not as in Stripe's contract, or books that do not balance:\n${violations.join('\n')}`)
    },
  }
}

/** The SDK against a sandbox, with no retries of its own. */
export function connect(
  sandbox: Pick<StripeSandbox, 'port' | 'secretKey'>,
  violations: string[] = [],
  audit: () => string[] = () => [],
): Stripe {
  return new Stripe(sandbox.secretKey, {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: checkedClient(violations, audit),
  })
}

/** The SDK against Stripe itself. @param key of a test mode; live keys are refused */
export function connectToStripe(key: string, violations: string[]): Stripe {
  if (!/^(sk|rk)_test_/.test(key)) throw new Error('STRIPE_TEST_KEY must be a key of a test mode.')
  return new Stripe(key, { telemetry: false, httpClient: checkedClient(violations, () => []) })
}

function checkedClient(violations: string[], audit: () => string[]) {
  return Stripe.createFetchHttpClient(async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init)
    const url = new URL(input instanceof Request ? input.url : input)
    violations.push(...(await checkExchange(url, init, response.clone())), ...audit())
    return response
  })
}

/** Every object and event that the world ended with, as the contract has them. */
function checkState(sandbox: StripeSandbox): string[] {
  const { schemas } = loadContract().components
  return resourceNames.flatMap((resource) =>
    sandbox.objects(resource).flatMap((object) => {
      const schema = 'deleted' in object ? schemas[`deleted_${resource}`] : schemas[resource]
      return findViolations(object, schema ?? {}, resource)
    }),
  )
}
