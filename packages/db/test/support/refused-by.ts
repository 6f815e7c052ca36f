import type { World } from '@azora/test-kit/create-world'

/**
 * What the database itself has against some plain SQL: the constraint's name, or the message; `nothing` where it is let
 * pass. Whatever it did is undone, so that one world serves many cases.
 */
export async function refusedBy({ ctx }: World, sql: string): Promise<string> {
  const client = await ctx.db.pool.connect()
  try {
    await client.query('begin')
    await client.query(sql)
    return 'nothing'
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string }
    return constraint ?? message
  } finally {
    await client.query('rollback')
    client.release()
  }
}
