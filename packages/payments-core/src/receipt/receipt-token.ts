import { createHmac, timingSafeEqual } from 'node:crypto'

const macOf = (secret: string, message: string) =>
  createHmac('sha256', secret).update(`receipt-link/${message}`).digest().subarray(0, 18)

/** Makes a token that opens one receipt until a moment: `<id>.<seconds>.<mac>`, 144 bits of MAC. */
function signReceiptToken(secret: string, { receiptId, expiresAt }: { receiptId: string; expiresAt: Date }): string {
  const message = `${receiptId}.${Math.floor(expiresAt.getTime() / 1000)}`
  return `${message}.${macOf(secret, message).toString('base64url')}`
}

/** Where a receipt opens without signing in until a moment, relative to the API's origin. */
export const receiptLinkPath = (
  secret: string,
  { receiptId, expiresAt, fileName }: { receiptId: string; expiresAt: Date; fileName: string },
): string => `/receipts/${signReceiptToken(secret, { receiptId, expiresAt })}/${fileName}`

/** @returns the receipt's id, or undefined for a token that is forged, malformed or past its time */
export function readReceiptToken(secret: string, token: string, now: Date): string | undefined {
  const parts = /^(?<message>(?<id>[0-9a-f-]{36})\.(?<seconds>\d{1,12}))\.(?<mac>[\w-]{24})$/.exec(token)?.groups
  if (!parts) return undefined
  const { message = '', id, seconds, mac = '' } = parts
  if (!timingSafeEqual(macOf(secret, message), Buffer.from(mac, 'base64url'))) return undefined
  return Number(seconds) * 1000 > now.getTime() ? id : undefined
}
