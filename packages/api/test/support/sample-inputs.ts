import { isIdKey } from './id-paths.ts'
import { unwrapped, type Schema } from './schema-of.ts'

/** Values for keys of inputs, by the key's name. */
export type Values = Record<string, unknown>

/**
 * Inputs that a procedure's schema takes, one for each form that it has, made from the schema: what must be there, and every id that may be.
 * A key whose value follows neither from its type nor from its name needs one in `values`.
 *
 * @throws {Error} when the schema does not take what was made, naming the procedure
 */
export function sampleInputs(path: string, schema: Schema, values: Values): object[] {
  return (schema._zod.def.options ?? [schema]).flatMap((form) => {
    const sample = Object.entries(sampleOf(form, '', values) ?? {})
    // An id that does not fit another hides what would be found without it, and two keys may exclude each other.
    const forms = [sample, ...sample.map((left) => sample.filter((entry) => entry !== left))].map(Object.fromEntries)
    const taken = forms.filter((input) => schema.safeParse(input).success)
    if (taken.length > 0) return taken
    throw new Error(`${path} does not take ${JSON.stringify(sample)}: name a value for what is missing or wrong`)
  })
}

function sampleOf(given: Schema, key: string, values: Values): unknown {
  if (key in values) return values[key]
  const { schema } = unwrapped(given)
  const { type, shape, element, entries, options } = schema._zod.def
  if (shape) {
    const wanted = Object.entries(shape).filter(
      ([name, value]) => !unwrapped(value).isOptional || isIdKey(name) || name in values,
    )
    return Object.fromEntries(wanted.map(([name, value]) => [name, sampleOf(value, name, values)]))
  }
  if (element) return [sampleOf(element, key, values)]
  if (entries) return Object.values(entries)[0]
  if (options?.[0]) return sampleOf(options[0], key, values)
  return { number: 1, int: 1, boolean: true, string: 'x', record: {} }[type]
}
