import pg from 'pg'
import { DatabaseBusy } from './database.ts'

/**
 * Error classes of PostgreSQL that pass by themselves: lost connections, a database that is read-only, restarting, full,
 * too busy or locked, deadlocks and serialization failures. Source: postgresql.org/docs/18/errcodes-appendix.html (read 2026-11-25).
 */
const passingClasses = new Set(['08', '40', '53', '55', '57', '58'])
const readOnly = '25006'

/** What the driver says when it has no connection, or lost it. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered))/

/** Whether the database, not the statement, was the trouble: the same statement may succeed later. */
export function isOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? ''
    return passingClasses.has(code.slice(0, 2)) || code === readOnly
  }
  if (error instanceof DatabaseBusy) return true
  if (!(error instanceof Error)) return false
  const isOfSystem = 'syscall' in error && typeof error.syscall === 'string'
  const isOfMany = error instanceof AggregateError && error.errors.some(isOutage)
  return isOfSystem || isOfMany || lostConnection.test(error.message)
}
