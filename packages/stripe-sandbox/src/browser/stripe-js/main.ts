import { createStripe } from './create-stripe.ts'

/** The classic script `/stripe.js`: a shop's page loads it before its bundle and finds `window.Stripe`, as from Stripe. */
function install(): void {
  const source = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : undefined
  const origin = new URL(source ?? location.href).origin
  const Stripe = function Stripe(key: unknown, options?: unknown) {
    return createStripe(origin, key, options)
  }
  Object.defineProperty(window, 'Stripe', {
    value: Object.assign(Stripe, { version: 'endive' }),
    configurable: true,
    writable: true,
    enumerable: true,
  })
}

if (!('Stripe' in window)) install()
