import type { AppRouter } from '@azora/api/app-router'
import type { ErrorShape, PaymentsRouter } from './router.ts'

type Procedures<Router extends { _def: { record: object } }> = Router['_def']['record']
type Defined<Procedure> = Procedure extends {
  _def: { type: infer Kind; $types: { input: infer In; output: infer Out } }
}
  ? { kind: Kind; input: In; output: Out }
  : never
/** `payments.get` and so on, each with its kind, input and output. */
type ByPath<Record> = {
  [Noun in keyof Record & string as `${Noun}.${keyof Record[Noun] & string}`]: {
    [Verb in keyof Record[Noun] & string]: Defined<Record[Noun][Verb]>
  }
} extends infer Nouns
  ? { [Path in keyof Nouns]: Path extends `${string}.${infer Verb}` ? Nouns[Path][Verb & keyof Nouns[Path]] : never }
  : never

type Ours = ByPath<Procedures<PaymentsRouter>>
type Servers = ByPath<Procedures<AppRouter>>

/** Whether the compiler takes the two for one and the same, not merely for assignable. */
// The unused parameter is what makes it compare.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** Does not compile when there is a difference, and the error names it. */
type None<Difference extends never> = Difference

export type Checks = [
  missingHere: None<Exclude<keyof Servers, keyof Ours>>,
  missingThere: None<Exclude<keyof Ours, keyof Servers>>,
  different: None<
    {
      [Path in keyof Servers]: Equal<Servers[Path], Ours[Path & keyof Ours]> extends true ? never : Path
    }[keyof Servers]
  >,
  errorsDiffer: None<
    Equal<ErrorShape, AppRouter['_def']['_config']['$types']['errorShape']> extends true ? never : 'errors'
  >,
]
