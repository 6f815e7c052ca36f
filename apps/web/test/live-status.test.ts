import { randomUUID } from 'node:crypto'
import { createPaymentsClient, type Payment } from '@azora/payments-client'
import { expect, test } from 'vitest'
import { startProxy, type ProxyState } from './support/start-proxy.ts'
import { startWeb } from './support/start-web.ts'

test.for(['bad_gateway', 'cut'] as const satisfies ProxyState[])(
  'a stream goes on after the server was gone (%s): what happened meanwhile arrives, and nothing twice',
  async (state) => {
    await using web = await startWeb()
    await using proxy = await startProxy(web.url)
    const client = createPaymentsClient({ url: `${proxy.url}/trpc`, getToken: () => web.token('ada') })
    const { payment } = await client.payments.process.mutate({
      requestId: randomUUID(),
      cart: web.world.cart(),
      confirmationTokenId: web.world.stripe.confirmationToken({ card: '4242424242424242' }).id,
    })
    const seen: Payment[] = []
    const first = Promise.withResolvers<void>()
    const lost = Promise.withResolvers<void>()
    const paid = Promise.withResolvers<void>()
    const stream = client.payments.onStatus.subscribe(
      { paymentId: payment.id },
      {
        onData({ data }) {
          seen.push(data)
          first.resolve()
          if (data.status === 'succeeded') paid.resolve()
        },
        onConnectionStateChange({ state: connection, error }) {
          if (connection === 'connecting' && error) lost.resolve()
        },
        onError: paid.reject,
      },
    )
    await first.promise

    proxy.turn(state)
    await lost.promise
    await web.world.settle()
    proxy.turn('passing')
    await paid.promise
    stream.unsubscribe()

    const versions = seen.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    const streams = proxy.asked.filter(({ url }) => url.includes('onStatus'))
    expect([streams.at(0)?.lastEventId, streams.at(-1)?.lastEventId]).toEqual([undefined, String(versions[0])])
  },
)
