import type { AppRouter } from '@azora/api/app-router'
import { createTRPCContext } from '@trpc/tanstack-react-query'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { TRPCProvider, useTRPC as usePayments, useTRPCClient as usePaymentsClient }
