import { compileParams } from '../../src/contract/compile-params.ts'
import { decodeForm } from '../../src/contract/decode-form.ts'
import { findOperation, loadContract, paramsSchema, type Schema } from '../../src/contract/load-contract.ts'
import { findViolations } from './find-violations.ts'

/** What was checked in this process. */
export const checked = { requests: 0, answers: 0, operations: new Set<string>(), errors: new Set<string>() }

/** What a request and its answer break of the contract: no parameter may be taken, and none sent, that it lacks. */
export async function checkExchange(url: URL, init: RequestInit | undefined, response: Response): Promise<string[]> {
  const method = init?.method ?? 'GET'
  const template = findTemplate(method, url.pathname)
  const body: unknown = await response.json().catch(() => undefined)
  const schema = template && answerSchema(method, template, response.ok)
  if (!schema || body === undefined) return []
  checked.answers += 1
  if (response.ok) checked.operations.add(`${method} ${template}`)
  else checked.errors.add(errorName(body))
  const form = typeof init?.body === 'string' && init.body !== '' ? init.body : url.search.slice(1)
  const taken = response.ok ? checkRequest({ method, template, form }) : []
  return [...taken, ...findViolations(body, schema)].map((text) => `${method} ${template} ${response.status}: ${text}`)
}

/** Raw card data is what only browsers send, and only they are not bound by the public contract. */
function checkRequest({ method, template, form }: { method: string; template: string; form: string }): string[] {
  const schema = paramsSchema(method, template)
  if (!schema || form.includes('[card][number]')) return []
  checked.requests += 1
  try {
    compileParams(schema)(decodeForm(form))
    return []
  } catch (error) {
    return [`took a request that the contract refuses: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/** The code of an error, or its type when it has none. */
function errorName(body: unknown): string {
  // Checked against the schema of errors by the caller.
  const { error } = body as { error?: { code?: string; type?: string } }
  return error?.code ?? error?.type ?? 'none'
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
