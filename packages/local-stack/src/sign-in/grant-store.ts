import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Adapter, AdapterPayload } from 'oidc-provider'

type Entry = { payload: AdapterPayload; expiresAtMs: number | undefined }

/** What a signed-in browser needs after a restart; the rest lives for minutes. */
const kept = new Set(['Session', 'Grant', 'RefreshToken'])

/** Gives the provider one adapter per model over one map, written to `dataDir` after each change that is kept. */
export function grantStore(dataDir: string | undefined): (model: string) => Adapter {
  const file = dataDir === undefined ? undefined : join(dataDir, 'sessions.json')
  const entries = new Map<string, Entry>(file && existsSync(file) ? readEntries(file) : [])
  const save = (model: string) => {
    if (!file || !dataDir || !kept.has(model)) return
    const lasting = [...entries].filter(([key, entry]) => kept.has(key.split(':')[0] ?? '') && isAlive(entry))
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(lasting), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return (model) => adapter(model, entries, () => save(model))
}

function adapter(model: string, entries: Map<string, Entry>, save: () => void): Adapter {
  const alive = (key: string) => {
    const entry = entries.get(key)
    return entry && isAlive(entry) ? entry.payload : undefined
  }
  const findBy = (field: 'uid' | 'userCode', value: string) => {
    const found = [...entries].find(([key, { payload }]) => key.startsWith(`${model}:`) && payload[field] === value)
    return found && alive(found[0])
  }
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      const expiresAtMs = expiresInSeconds ? Date.now() + expiresInSeconds * 1000 : undefined
      entries.set(`${model}:${id}`, { payload, expiresAtMs })
      save()
    },
    find: async (id) => alive(`${model}:${id}`),
    findByUid: async (uid) => findBy('uid', uid),
    findByUserCode: async (userCode) => findBy('userCode', userCode),
    consume: async (id) => {
      const payload = alive(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      save()
    },
    destroy: async (id) => {
      entries.delete(`${model}:${id}`)
      save()
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
      save()
    },
  }
}

const isAlive = ({ expiresAtMs }: Entry) => expiresAtMs === undefined || expiresAtMs > Date.now()

// A broken file costs a new sign-in, nothing else.
function readEntries(file: string): [string, Entry][] {
  try {
    // We wrote it ourselves.
    return JSON.parse(readFileSync(file, 'utf8')) as [string, Entry][]
  } catch {
    return []
  }
}
