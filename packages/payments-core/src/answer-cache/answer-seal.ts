import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { KeptAnswer, RequestKey } from './answer-cache.ts'

/** Bytes of a sealed answer; what is larger is not kept, and not read. */
export const maximumSealedBytes = 16_384

/** Makes what is written to a store that others may write to, and believes nothing but that. */
export interface AnswerSeal {
  /** Where an answer is kept: says nothing about who asked for what. */
  nameOf(key: RequestKey, database: string): string
  /** `<mac>.<json>`; undefined when it is too large to be kept. */
  seal(name: string, answer: KeptAnswer): string | undefined
  /** @returns undefined for anything that was not sealed under this name and with this secret */
  open(name: string, sealed: string): KeptAnswer | undefined
}

const macCharacters = 43

/** @param secret what all processes of the installation share; nothing of it can be told from what is sealed */
export function createAnswerSeal(secret: string): AnswerSeal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'azora/answer-cache/1', 32))
  const macOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url')

  return {
    nameOf: ({ merchantId, operation, subject, requestId }, database) =>
      `azora:answer:${macOf(JSON.stringify(['name', database, merchantId, operation, subject, requestId]))}`,
    seal(name, { fingerprint, answer, refusal }) {
      const json = JSON.stringify({ fingerprint, answer, refusal })
      const sealed = `${macOf(`${name}\n${json}`)}.${json}`
      return Buffer.byteLength(sealed) > maximumSealedBytes ? undefined : sealed
    },
    open(name, sealed) {
      const mac = Buffer.from(sealed.slice(0, macCharacters))
      const json = sealed.slice(macCharacters + 1)
      const right = Buffer.from(macOf(`${name}\n${json}`))
      if (sealed[macCharacters] !== '.' || mac.length !== right.length || !timingSafeEqual(mac, right)) return undefined
      // Sealed by us, so it is what `seal` wrote.
      return JSON.parse(json) as KeptAnswer
    },
  }
}
