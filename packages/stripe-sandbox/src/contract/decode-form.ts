/** A decoded form before its types are known: everything is text. */
export type FormNode = string | FormObject | FormNode[]
export interface FormObject {
  [key: string]: FormNode
}

const deepestNesting = 16

/**
 * Decodes `a[b][0]=c` as Stripe does. Keys that only number their items become arrays later, where the schema asks
 * for one, because `metadata[0]=x` is an object. The last of two equal keys wins.
 */
export function decodeForm(text: string): FormObject {
  const root = createObject()
  for (const [name, value] of new URLSearchParams(text)) {
    const path = splitName(name)
    if (path.length > 0 && path.length <= deepestNesting) set(root, path, value)
  }
  return root
}

/** No prototype: a key such as `__proto__` is a key like any other. */
export const createObject = (): FormObject => Object.create(null)

function splitName(name: string): string[] {
  const bracket = name.indexOf('[')
  if (bracket <= 0) return [name]
  const path = [name.slice(0, bracket)]
  for (const match of name.slice(bracket).matchAll(/\[([^\]]*)\]/g)) path.push(match[1] ?? '')
  return path
}

function set(root: FormObject, path: readonly string[], value: string): void {
  let at: FormObject = root
  for (const [depth, part] of path.entries()) {
    const key = part === '' ? String(Object.keys(at).length) : part
    if (depth === path.length - 1) at[key] = value
    else {
      const next = at[key]
      at = typeof next === 'object' && !Array.isArray(next) ? next : (at[key] = createObject())
    }
  }
}
