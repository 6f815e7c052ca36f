import type { AnyTRPCProcedure } from '@trpc/server'

/** As much of a zod schema as is read here: what it is made of. */
export interface InputSchema {
  _zod: {
    def: {
      type: string
      shape?: Record<string, InputSchema>
      options?: readonly InputSchema[]
      innerType?: InputSchema
    }
  }
}

/** The schema of a procedure's input; undefined when it takes none. */
export function inputSchemaOf(procedure: AnyTRPCProcedure): InputSchema | undefined {
  // Procedures are built with one schema of zod's at most.
  return procedure._def.inputs[0] as unknown as InputSchema | undefined
}

/** Without what makes it optional or nullable. */
export function bare(schema: InputSchema): InputSchema {
  const { innerType } = schema._zod.def
  return innerType ? bare(innerType) : schema
}

/** The schemas that a key may have, one for each form of the input that knows it. */
export function fieldsOf(schema: InputSchema | undefined, key: string): InputSchema[] {
  if (!schema) return []
  const { shape, options } = bare(schema)._zod.def
  if (options) return options.flatMap((form) => fieldsOf(form, key))
  const field = shape && Object.hasOwn(shape, key) ? shape[key] : undefined
  return field ? [bare(field)] : []
}
