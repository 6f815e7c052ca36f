export { requestIdFor } from './request-id-for.ts'
export { createServiceTokens, ServiceTokenError, type ServiceTokensOptions } from './service-tokens.ts'
