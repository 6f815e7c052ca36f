import type { Schema } from '../contract/load-contract.ts'
import type { Context } from './context.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** One operation of the API: a verb on a resource. */
export interface Operation<Params = Record<string, unknown>> {
  method: Method
  /** The contract's template, such as `/v1/customers/{id}`. */
  path: string
  /** Whether a publishable key may call it. */
  forBrowsers?: boolean
  /** Parameters of an operation that the public contract lacks, or has more of for browsers. */
  schema?: (contract: Schema | undefined) => Schema
  run(context: Context, input: { id: string; ids: Record<string, string>; params: Params }): object
}

/** The one place where decoded parameters get their type: they were checked against the contract just before. */
export function defineOperation<Params>(operation: Operation<Params>): Operation {
  // The contract is data, so that the compiler cannot know its types.
  return operation as unknown as Operation
}
