import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { applicationEnvironment } from '@azora/local-stack/start/process-specs'
import { readSettings } from '@azora/local-stack/start/settings'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

export const makeSecrets = () => ({
  webhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  linkSecret: randomBytes(32).toString('hex'),
})

/** What the built processes are started with, as `npm start` would start them, on these ports. */
export function builtEnvironment(options: {
  ports: Readonly<Record<string, number>>
  secrets: ReturnType<typeof makeSecrets>
  databaseUrl: string
  inherited: Record<string, string>
}): Record<string, string> {
  const { ports, secrets, databaseUrl, inherited } = options
  const texts = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]))
  const settings = readSettings(texts, root)
  return applicationEnvironment({ settings, secrets, databaseUrl, root, inherited, watch: false })
}
