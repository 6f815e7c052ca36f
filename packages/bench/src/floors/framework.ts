// F-T: an answer that was checked on its way in and out, and nothing else.
import { createServer } from 'node:http'
import { z } from 'zod'

const Input = z.strictObject({})
const Output = z.object({ status: z.literal('ok') })

createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  Input.parse(JSON.parse(searchParams.get('input') ?? '{}'))
  const body = JSON.stringify({ result: { data: Output.parse({ status: 'ok' }) } })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}).listen(Number(process.env.PORT))
