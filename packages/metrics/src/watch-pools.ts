import type { Database } from '@azora/db/database'
import { Gauge, type Registry } from 'prom-client'

/** Adds how busy the connections to PostgreSQL are, read when somebody asks. */
export function watchPools(registry: Registry, pools: Readonly<Record<string, Database>>): void {
  const addGauge = (name: string, help: string, valueOf: (pool: Database['pool']) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['pool'],
      registers: [registry],
      collect() {
        for (const [pool, database] of Object.entries(pools)) this.set({ pool }, valueOf(database.pool))
      },
    })
  addGauge(
    'azora_database_connections_used',
    'Connections to PostgreSQL that work, by pool.',
    (pool) => pool.totalCount - pool.idleCount,
  )
  addGauge(
    'azora_database_statements_waiting',
    'Statements that wait for a connection, by pool.',
    (pool) => pool.waitingCount,
  )
}
