/** As much of a zod schema as is read here: what it is made of. */
export interface Schema {
  _zod: {
    def: {
      type: string
      shape?: Record<string, Schema>
      options?: readonly Schema[]
      innerType?: Schema
      element?: Schema
      entries?: Record<string, string>
    }
  }
  safeParse(value: unknown): { success: boolean }
}

/** The schema without what makes it optional, and whether it may be left out. */
export function unwrapped(schema: Schema): { schema: Schema; isOptional: boolean } {
  const { type, innerType } = schema._zod.def
  if (!innerType) return { schema, isOptional: false }
  const inner = unwrapped(innerType)
  return { schema: inner.schema, isOptional: inner.isOptional || type === 'optional' || type === 'default' }
}
