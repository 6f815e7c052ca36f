import { connect, type Socket } from 'node:net'

/** Connections that are kept, one a lane, each with one request under way: the least that asking can cost. */
export interface HttpLanes {
  /** Sends a request as it stands. @throws when the answer is not a 200 with `expected` in it */
  ask(lane: number, request: string | Buffer, expected: string): Promise<void>
}

export function openHttpLanes(port: number): HttpLanes {
  const lanes: (Lane | undefined)[] = []
  return {
    async ask(lane, request, expected) {
      const open = (lanes[lane] ??= openLane(port))
      const answer = await open.exchange(request)
      if (!answer.startsWith('HTTP/1.1 200 ') || !answer.includes(expected))
        throw new Error(`not the answer that was expected: ${answer.slice(0, 1_000)}`)
    },
  }
}

interface Lane {
  exchange(request: string | Buffer): Promise<string>
}

function openLane(port: number): Lane {
  const socket: Socket = connect({ port, host: 'localhost', noDelay: true })
  let waiting: PromiseWithResolvers<string> | undefined
  let answer = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    answer += chunk
    if (!isWhole(answer)) return
    const whole = answer
    answer = ''
    waiting?.resolve(whole)
  })
  const fail = () => waiting?.reject(new Error(`the connection to port ${port} was lost`))
  socket.on('error', fail)
  socket.on('close', fail)
  return {
    exchange(request) {
      waiting = Promise.withResolvers<string>()
      socket.write(request)
      return waiting.promise
    },
  }
}

/** Latin letters stand for bytes here, so lengths are those of the wire. */
export function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end === -1) return false
  const head = answer.slice(0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) return answer.length >= end + 4 + Number(length)
  return /\r\ntransfer-encoding: *chunked/i.test(head) && answer.endsWith('\r\n0\r\n\r\n')
}
