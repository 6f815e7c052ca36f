import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Secrets = { webhookSecret: string; linkSecret: string }

/** Random secrets of this checkout, made once and kept for its owner's eyes only. */
export function readSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  // We wrote the file ourselves, whole or not at all.
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets

  const secrets = {
    webhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    linkSecret: randomBytes(32).toString('base64url'),
  }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}
