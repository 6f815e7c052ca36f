import Stripe from 'stripe'
import { findOperation, loadContract, type Schema } from '../../src/contract/load-contract.ts'
import { createStripeSandbox } from '../../src/create-stripe-sandbox.ts'
import { resourceNames } from '../../src/state/tables.ts'
import type { StripeSandbox, StripeSandboxOptions } from '../../src/stripe-sandbox.ts'
import { auditBooks } from '../books.ts'
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
  const checkedFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init)
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    violations.push(...(await checkAnswer(init?.method ?? 'GET', pathname, response.clone())), ...audit())
    return response
  }
  return new Stripe(sandbox.secretKey, {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(checkedFetch),
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

/** How many answers were checked in this process. */
export const checked = { answers: 0, operations: new Set<string>() }

async function checkAnswer(method: string, path: string, response: Response): Promise<string[]> {
  const template = findTemplate(method, path)
  const body: unknown = await response.json().catch(() => undefined)
  const schema = template && answerSchema(method, template, response.ok)
  if (!schema || body === undefined) return []
  checked.answers += 1
  if (response.ok) checked.operations.add(`${method} ${template}`)
  return findViolations(body, schema).map((violation) => `${method} ${template} ${response.status}: ${violation}`)
}

function answerSchema(method: string, template: string, isOk: boolean): Schema | undefined {
  const responses = findOperation(method, template)?.responses
  return responses?.[isOk ? '200' : 'default']?.content['application/json']?.schema
}

function findTemplate(method: string, path: string): string | undefined {
  const segments = path.split('/')
  const fitting = Object.keys(loadContract().paths).filter((template) => {
    const parts = template.split('/')
    return parts.length === segments.length && parts.every((part, at) => part.startsWith('{') || part === segments[at])
  })
  const exact = fitting.toSorted((a, b) => a.split('{').length - b.split('{').length)
  return exact.find((template) => findOperation(method, template) !== undefined)
}
