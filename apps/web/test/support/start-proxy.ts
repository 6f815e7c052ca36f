import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before a server of ours: it passes on, answers 502 as one whose server is gone, or hangs up. */
export type ProxyState = 'passing' | 'bad_gateway' | 'cut'

/** A proxy whose state the test turns; turning it away from `passing` also breaks the connections that are open. */
export async function startProxy(target: string) {
  let state: ProxyState = 'passing'
  const asked: { url: string; lastEventId: string | undefined }[] = []
  const server = createServer((req, res) => {
    const { 'last-event-id': sent } = req.headers
    const { url = '' } = req
    const named = /lastEventId%22%3A%22(\d+)/.exec(url)?.[1]
    asked.push({ url, lastEventId: named ?? (Array.isArray(sent) ? sent[0] : sent) })
    if (state === 'cut') return res.destroy()
    if (state === 'bad_gateway') return res.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
    const { method = 'GET', headers } = req
    const onward = request(new URL(req.url ?? '/', target), { method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(res)
      answer.once('error', () => res.destroy())
    })
    onward.once('error', () => res.destroy())
    res.once('close', () => onward.destroy())
    req.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    turn(to: ProxyState) {
      state = to
      if (to !== 'passing') server.closeAllConnections()
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
