import type { World } from '@azora/test-kit/create-world'

/** Our books as they would be after a fault that the database itself does not let through. */
export async function falsifyBooks(world: World, sql: string, params: unknown[]): Promise<void> {
  const client = await world.ctx.db.pool.connect()
  await client.query('set session_replication_role = replica')
  await client.query(sql, params)
  await client.query('reset session_replication_role')
  client.release()
}
