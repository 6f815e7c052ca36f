import {
  AddressElement,
  Elements,
  ExpressCheckoutElement,
  LinkAuthenticationElement,
  PaymentElement,
  useElements,
  useStripe,
} from '@stripe/react-stripe-js'
import { loadStripe, type StripeElementsOptions, type StripePaymentElementOptions } from '@stripe/stripe-js'
import { StrictMode, useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'

/** A shop's checkout, as a product team would write it with Stripe's own packages. The query chooses how it looks. */
const query = new URLSearchParams(location.search)
const stripePromise = loadStripe(query.get('key') ?? '')

function Shop() {
  const clientSecret = query.get('clientSecret')
  const appearance = JSON.parse(query.get('appearance') ?? '{}') as object // eslint-disable-line -- test input
  const session = query.get('session')
  const shared = { appearance, ...(session && { customerSessionClientSecret: session }) }
  const allowedPaymentMethodTypes = query.get('methods')?.split(' ') ?? ['card']
  const currency = query.get('currency') ?? 'usd'
  const options: StripeElementsOptions = clientSecret
    ? { clientSecret, ...shared }
    : { mode: 'payment', amount: 20_00, currency, allowedPaymentMethodTypes, ...shared }
  return (
    <Elements stripe={stripePromise} options={options}>
      <Checkout />
    </Elements>
  )
}

const beside = new Set((query.get('beside') ?? '').split(' '))
const groups = Array.from({ length: Number(query.get('groups') ?? 1) }, (_, index) => index)

function Checkout() {
  const stripe = useStripe()
  const elements = useElements()
  const [said, setSaid] = useState('')
  const [events, setEvents] = useState<string[]>([])
  const note = (event: string) => setEvents((earlier) => [...earlier, event])
  const options = JSON.parse(query.get('options') ?? '{}') as StripePaymentElementOptions // eslint-disable-line -- test input

  const pay = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!stripe || !elements) return
    setSaid('working')
    const submitted = await elements.submit()
    if (submitted.error) return setSaid(`submit: ${submitted.error.message}`)
    if (query.has('clientSecret')) {
      const returnUrl = new URL('/thanks', location.href).href
      const redirect = query.get('redirect') === 'always' ? 'always' : 'if_required'
      // The two values of redirect are two overloads in Stripe's types.
      const input = { elements, confirmParams: { return_url: returnUrl }, redirect: redirect as 'if_required' }
      if (query.get('clientSecret')?.startsWith('seti_')) {
        const { setupIntent, error } = await stripe.confirmSetup(input)
        return setSaid(error ? `error: ${error.code}: ${error.message}` : `setup: ${setupIntent.status}`)
      }
      const { paymentIntent, error } = await stripe.confirmPayment(input)
      return setSaid(error ? `error: ${error.code}: ${error.message}` : `intent: ${paymentIntent.status}`)
    }
    const { confirmationToken, error } = await stripe.createConfirmationToken({ elements })
    setSaid(error ? `error: ${error.message}` : `token: ${confirmationToken.id}`)
  }

  const act = async () => {
    setSaid('working')
    const { paymentIntent, error } = (await stripe?.handleNextAction({ clientSecret: query.get('act') ?? '' })) ?? {}
    setSaid(error ? `error: ${error.code}: ${error.message}` : `intent: ${paymentIntent?.status}`)
  }

  return (
    <form onSubmit={(event) => void pay(event)}>
      {beside.has('express') && (
        <ExpressCheckoutElement
          options={{
            emailRequired: true,
            shippingAddressRequired: true,
            shippingRates: [
              { id: 'slow', amount: 0, displayName: 'Slow' },
              { id: 'fast', amount: 5_00, displayName: 'Fast' },
            ],
          }}
          onReady={({ availablePaymentMethods: shown }) =>
            note(
              `wallets ${Object.entries(shown ?? {})
                .flatMap(([name, is]) => (is ? [name] : []))
                .join(' ')}`,
            )
          }
          onShippingAddressChange={({ address, resolve, reject }) => {
            note(`ships to ${address.country}`)
            if (address.country === 'GB') reject()
            else resolve()
          }}
          onShippingRateChange={({ shippingRate, resolve }) => {
            void elements?.update({ amount: 20_00 + shippingRate.amount })
            resolve({ lineItems: [{ name: shippingRate.displayName, amount: shippingRate.amount }] })
          }}
          onCancel={() => note('cancel')}
          onConfirm={({ shippingAddress, shippingRate, expressPaymentType }) => {
            note(`confirm ${expressPaymentType} ${shippingAddress?.address.country} ${shippingRate?.id}`)
            void pay()
          }}
        />
      )}
      {beside.has('email') && (
        <LinkAuthenticationElement onChange={({ complete, value }) => note(`email ${complete} ${value.email}`)} />
      )}
      {(['shipping', 'billing'] as const)
        .filter((mode) => beside.has(mode))
        .map((mode) => (
          <AddressElement
            key={mode}
            options={{ mode, fields: { phone: mode === 'shipping' ? 'always' : 'auto' } }}
            onChange={({ complete, value }) => note(`${mode} ${complete} ${value.name}`)}
          />
        ))}
      <PaymentElement
        options={options}
        onReady={() => note('ready')}
        onLoaderStart={() => note('loaderstart')}
        onLoadError={({ error }) => note(`loaderror ${error.message}`)}
        onChange={({ elementType, empty, complete, value }) =>
          note(`change ${JSON.stringify({ elementType, empty, complete, type: value.type })}`)
        }
        onFocus={() => note('focus')}
        onBlur={() => note('blur')}
        onEscape={() => note('escape')}
      />
      <button type="submit">Pay $20.00</button>
      <button type="button" onClick={() => void act()}>
        Authenticate
      </button>
      <output aria-label="result">{said}</output>
      <output aria-label="events">{events.join('\n')}</output>
    </form>
  )
}

const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      {groups.map((group) => (
        <Shop key={group} />
      ))}
    </StrictMode>,
  )
}
