import type { PaymentsProcedures } from '../router.ts'

type Nouns = keyof PaymentsProcedures

/** `payments.get` and so on: every procedure of the API by its path. */
export type ProcedurePath = { [Noun in Nouns]: `${Noun}.${keyof PaymentsProcedures[Noun] & string}` }[Nouns]

type ProcedureAt<Path> = Path extends `${infer Noun extends Nouns}.${infer Verb}`
  ? PaymentsProcedures[Noun][Verb & keyof PaymentsProcedures[Noun]]
  : never

type Defined<Path> =
  ProcedureAt<Path> extends { _def: { $types: infer Types; type: infer Kind } } ? Types & { kind: Kind } : never

/** What a procedure is asked with. */
export type InputOf<Path extends ProcedurePath> = Defined<Path> extends { input: infer Input } ? Input : never

/** What it answers; of a stream, each of its states. */
export type OutputOf<Path extends ProcedurePath> =
  Defined<Path> extends { output: infer Output; kind: infer Kind }
    ? Kind extends 'subscription'
      ? Output extends AsyncIterable<{ data: infer State }>
        ? State
        : never
      : Output
    : never

type IsStream<Path> = Defined<Path> extends { kind: 'subscription' } ? true : false

/** What stands in for a procedure: it answers, or throws what `refuse` makes. A stream gives its states one after another. */
export type FakeProcedure<Path extends ProcedurePath> =
  IsStream<Path> extends true
    ? (input: InputOf<Path>) => Iterable<OutputOf<Path>> | AsyncIterable<OutputOf<Path>>
    : (input: InputOf<Path>) => OutputOf<Path> | Promise<OutputOf<Path>>

/** Typed by the router: a stand-in that answers what the API would not does not compile. */
export type FakeProcedures = { [Path in ProcedurePath]?: FakeProcedure<Path> }
