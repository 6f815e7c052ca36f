/** A fresh id for one intent of the caller. Send the same one again when you mean the same. */
export const newRequestId = (): string => crypto.randomUUID()
