import { hasRole, trustedRoles } from '@azora/contract/role'
import type { CallerContext } from '../context.ts'

/** Whose receipts a caller finds: their own or, trusted by the merchant, anybody's. */
export const receiptScope = ({ merchantId, caller }: CallerContext) => ({
  merchantId,
  subject: caller.subject,
  isAnybodys: hasRole(caller.roles, trustedRoles),
})
