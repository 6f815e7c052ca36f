/**
 * How fast the sandbox is, and how large it gets: `node test/benchmark.ts`. Client and sandbox share one process, one
 * core and real sockets. Each payment is made under its own idempotency key, as the SDK does.
 */
import { Agent, request } from 'node:http'
import { createStripeSandbox } from '../src/create-stripe-sandbox.ts'
import type { StripeSandbox } from '../src/stripe-sandbox.ts'

const payments = Number(process.argv[2] ?? 100_000)
const confirmForm = 'payment_method=pm_card_visa&return_url=https%3A%2F%2Fshop.example'
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const loadedMs = performance.now()
await using sandbox = await createStripeSandbox()
const first = performance.now() - loadedMs
const againMs = performance.now()
await (await createStripeSandbox()).close()
say(
  `start: ${first.toFixed(1)} ms, and ${(performance.now() - againMs).toFixed(1)} ms for one more in the same process`,
)

const agent = new Agent({ keepAlive: true, maxSockets: 16 })
let keys = 0
await inParallel(1000, () => pay(sandbox))
say(`create and confirm in one request: ${await rate(5000, () => pay(sandbox))} payments a second`)
say(`create, then confirm: ${await rate(2500, () => createThenConfirm(sandbox))} payments a second`)

const rest = payments - sandbox.objects('payment_intent').length
await inParallel(Math.max(0, rest), () => pay(sandbox))
const count = sandbox.objects('payment_intent').length
say(`${count} payments: ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`)
agent.destroy()

async function rate(times: number, work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await inParallel(times, work)
  return Math.round((times / (performance.now() - startedMs)) * 1000)
}

async function inParallel(times: number, work: () => Promise<unknown>): Promise<void> {
  let left = times
  const worker = async () => {
    while (left-- > 0) await work()
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

function pay({ port, secretKey }: StripeSandbox): Promise<string> {
  return post({ port, secretKey }, '/v1/payment_intents', `amount=1000&currency=usd&confirm=true&${confirmForm}`)
}

async function createThenConfirm({ port, secretKey }: StripeSandbox): Promise<void> {
  const body = await post({ port, secretKey }, '/v1/payment_intents', 'amount=1000&currency=usd')
  const id = /"id": "(pi_\w+)"/.exec(body)?.[1] ?? ''
  await post({ port, secretKey }, `/v1/payment_intents/${id}/confirm`, confirmForm)
}

function post({ port, secretKey }: Pick<StripeSandbox, 'port' | 'secretKey'>, path: string, form: string) {
  return new Promise<string>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': form.length,
      'idempotency-key': `benchmark-${keys++}`,
    }
    const outgoing = request({ host: '127.0.0.1', port, method: 'POST', path, agent, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(body))))
    })
    outgoing.on('error', reject).end(form)
  })
}
