export { createServiceTokens, ServiceTokenError, type ServiceTokensOptions } from './service-tokens.ts'
