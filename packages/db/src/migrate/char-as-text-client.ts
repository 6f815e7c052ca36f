import type { EventEmitter } from 'node:events'
import pg from 'pg'

const charOid = 18
const textOid = 25

/** Marks the name of a column whose type is PostgreSQL's one-byte `"char"`. */
export const charMark = '\u0000char'

/**
 * A client that reports `"char"` as text and marks the column's name. The schema engine reads such columns of the
 * catalog, and Prisma's adapter 7.10 knows no name for the type; `EngineAdapterFactory` gives it one.
 */
export class CharAsTextClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    // The protocol's messages pass here before the client reads them; the types of `pg` leave the property out.
    const { connection } = this as unknown as { connection: EventEmitter }
    connection.on('rowDescription', ({ fields }: { fields: pg.FieldDef[] }) => {
      for (const field of fields) {
        if (field.dataTypeID !== charOid) continue
        field.dataTypeID = textOid
        field.name += charMark
      }
    })
  }
}
