import { hasRole, staffRoles } from '@azora/contract/role'
import type { Caller } from '../context.ts'

/** How the audit log names a caller. Staff who shop are shoppers only where a shopper's procedure is called. */
export const actorOf = ({ subject, roles }: Caller): string => {
  if (hasRole(roles, staffRoles)) return `staff:${subject}`
  return roles.includes('service') ? `service:${subject}` : `customer:${subject}`
}
