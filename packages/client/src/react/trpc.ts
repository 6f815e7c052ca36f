import type { PaymentsRouter } from '../router.ts'
import { createTRPCContext } from '@trpc/tanstack-react-query'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<PaymentsRouter>()

export { TRPCProvider, useTRPC as usePayments, useTRPCClient as usePaymentsClient }
