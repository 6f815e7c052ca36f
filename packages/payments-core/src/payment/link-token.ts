import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../refusal.ts'

/** The word in front keeps a link of another kind, which the same secret signs, from opening a payment. */
const macOf = (secret: string, message: string) =>
  createHmac('sha256', secret).update(`continue-link/${message}`).digest().subarray(0, 18)

/**
 * Makes a token that names one payment until a moment: `<id>-<seconds>-<mac>`, 144 bits of MAC. The same for the same input.
 * No dot is in it: the last part of a path with a dot is taken for the name of a file.
 */
export function signLinkToken(
  secret: string,
  { paymentId, expiresAt }: { paymentId: string; expiresAt: Date },
): string {
  const message = `${paymentId}-${Math.floor(expiresAt.getTime() / 1000)}`
  return `${message}-${macOf(secret, message).toString('base64url')}`
}

/**
 * @returns the payment's id
 * @throws {Refusal} link_not_found for a token that is forged or malformed, link_expired for one of ours past its time
 */
export function readLinkToken(secret: string, token: string, now: Date): string {
  const parts = /^(?<message>(?<id>[0-9a-f-]{36})-(?<seconds>\d{1,12}))-(?<mac>[\w-]{24})$/.exec(token)?.groups
  if (!parts) throw new Refusal({ code: 'link_not_found' })
  const { message = '', id = '', seconds, mac = '' } = parts
  const isOurs = timingSafeEqual(macOf(secret, message), Buffer.from(mac, 'base64url'))
  if (!isOurs) throw new Refusal({ code: 'link_not_found' })
  if (Number(seconds) * 1000 <= now.getTime()) throw new Refusal({ code: 'link_expired' })
  return id
}
