/** A message of PostgreSQL's protocol; `raw` is all of it, `body` what follows type and length. The first has no type. */
export type OnMessage = (type: string, body: Buffer, raw: Buffer) => void

/** Cuts a stream into messages. A client's first one says who it is and has no type. */
export function readMessages(onMessage: OnMessage, { isClient }: { isClient: boolean }): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let typeBytes = isClient ? 0 : 1
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= typeBytes + 4) {
      const end = typeBytes + rest.readInt32BE(typeBytes)
      if (rest.length < end) return
      const raw = rest.subarray(0, end)
      rest = rest.subarray(end)
      const type = raw.toString('latin1', 0, typeBytes)
      const body = raw.subarray(typeBytes + 4)
      typeBytes = 1
      onMessage(type, body, raw)
    }
  }
}
