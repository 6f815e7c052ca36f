import type { Column } from './column.ts'

export type Columns = Record<string, Column<unknown>>
/** The values of a set of columns, as our code sees them. */
export type Decoded<C extends Columns> = { -readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never }

/** A named, typed SQL statement. Prepared once per connection under its name. */
export interface Statement<P extends Columns = Columns, R extends Columns = Columns> {
  readonly name: string
  readonly text: string
  readonly paramNames: readonly string[]
  readonly params: P
  readonly columns: R
}

const registry = new Map<string, Statement>()

/** Every statement that has been defined, so that a test can hold each against the real schema. */
export const allStatements = (): readonly Statement[] => [...registry.values()]

/**
 * Defines a statement. In the text `$name` stands for a parameter and is cast to its declared type; the result's
 * columns carry the names of `columns`. A test prepares every statement and compares names and types with the schema.
 *
 * @throws {TypeError} when the text names a parameter that is not declared, leaves one unused, or the name is taken
 */
export function defineStatement<const P extends Columns, const R extends Columns>(definition: {
  name: string
  text: string
  params: P
  columns: R
}): Statement<P, R> {
  const { name, params, columns } = definition
  const paramNames: string[] = []
  const text = definition.text.replaceAll(/\$([a-z]\w*)/gi, (_, param: string) => {
    const declared = params[param]
    if (!declared) throw new TypeError(`${name}: $${param} is not declared`)
    if (!paramNames.includes(param)) paramNames.push(param)
    return `$${paramNames.indexOf(param) + 1}::${declared.sqlType}`
  })
  for (const param of Object.keys(params)) {
    if (!paramNames.includes(param)) throw new TypeError(`${name}: $${param} is never used`)
  }
  if (registry.has(name)) throw new TypeError(`two statements are named ${name}`)
  const statement = { name, text, paramNames, params, columns }
  registry.set(name, statement)
  return statement
}
