import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

export type SigningKeys = { signing: JWK & { kid: string; alg: 'ES256' }; cookieKeys: string[] }

/**
 * The provider's keys, made once and kept in `dataDir` so that tokens stay good over a restart. Without a directory
 * they live as long as the process.
 */
export async function signingKeys(dataDir: string | undefined): Promise<SigningKeys> {
  const file = dataDir === undefined ? undefined : join(dataDir, 'keys.json')
  // We wrote the file ourselves, whole or not at all.
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SigningKeys

  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const keys: SigningKeys = {
    signing: { ...jwk, kid: randomUUID(), alg: 'ES256', use: 'sig' },
    cookieKeys: [randomBytes(32).toString('base64url')],
  }
  if (file && dataDir) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return keys
}
