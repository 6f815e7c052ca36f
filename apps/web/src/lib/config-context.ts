import type { PublicConfig } from '@azora/contract/public-config'
import { createContext, use } from 'react'

export const ConfigContext = createContext<PublicConfig | null>(null)

/** @throws outside the providers, which is a bug */
export function useConfig(): PublicConfig {
  const config = use(ConfigContext)
  if (!config) throw new Error('useConfig is used outside of its provider.')
  return config
}
