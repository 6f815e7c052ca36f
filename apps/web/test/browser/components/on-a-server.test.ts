import { createPaymentsClient } from '@azora/payments-client'
import { createElement, type ReactElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const touched: string[] = []

beforeEach(() => {
  touched.length = 0
  vi.resetModules()
  for (const name of ['localStorage', 'sessionStorage', 'fetch']) {
    vi.stubGlobal(name, undefined)
    Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) })
  }
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const cart = { items: [{ priceId: '0198c1d2-0000-7000-8000-000000000001', quantity: 1 }], currency: 'usd' as const }

test('on a server every component gives what it shows while it loads, and touches no storage, network or Stripe', async () => {
  const { Checkout, PaymentHistory, PaymentsProvider, Receipt, SavedMethods } =
    await import('@azora/payments-client/react')
  const client = createPaymentsClient({ url: '/trpc', getToken: () => null })
  const Provider = ({ children }: { children?: ReactNode }) => PaymentsProvider({ client, locale: 'de', children })
  const render = (component: ReactElement) => renderToString(createElement(Provider, null, component))

  const pages = [
    render(createElement(Checkout, { cart })),
    render(createElement(SavedMethods)),
    render(createElement(PaymentHistory)),
    render(createElement(Receipt, { paymentId: '0198c1d2-0000-7000-8000-000000000001' })),
  ]

  for (const page of pages) expect(page).toMatch(/^<div class="azora azora-\w+">.*aria-busy="true"/)
  expect(pages[0]).toContain('Die Summe wird berechnet')
  expect(touched).toEqual([])
  expect('window' in globalThis).toBe(false)
})
