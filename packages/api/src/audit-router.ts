import { AuditCheck, AuditPage, ListAudit, VerifyAudit } from '@azora/contract/audit'
import { listAudit } from '@azora/payments-core/audit/list-audit'
import { verifyAudit } from '@azora/payments-core/audit/verify-audit'
import { procedure, router } from './trpc.ts'

export const auditRouter = router({
  list: procedure('audit.list')
    .input(ListAudit)
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx.payments, input)),
  verify: procedure('audit.verify')
    .input(VerifyAudit)
    .output(AuditCheck)
    .query(({ ctx, input }) => verifyAudit(ctx.payments, input)),
})
