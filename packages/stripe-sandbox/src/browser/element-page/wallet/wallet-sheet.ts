import { formatMoney } from '../../check/format-money.ts'
import { callApi } from '../../wire/call-api.ts'
import { asRecord, type UnknownRecord } from '../../wire/is-record.ts'
import { merge } from '../../wire/merge.ts'
import type { FrameAnswer, FrameSetup } from '../../wire/messages.ts'
import type { WalletOrder } from '../../wire/wallet.ts'
import type { PageForm, ReportEvent } from '../page-form.ts'
import { readOrder } from './read-order.ts'
import { choiceGroup } from './choice-group.ts'
import { walletAddresses, walletCards, walletPerson } from './wallet-contents.ts'

/** The sandbox's wallet: test cards and made-up addresses to choose from, in a sheet over the shop's page. */
export function createWalletSheet(setup: FrameSetup, report: ReportEvent): PageForm {
  let order = readOrder(setup.options)
  const root = document.createElement('main')
  root.className = 'Sheet'
  const title = document.createElement('h1')
  title.textContent = `${order.walletName} (sandbox wallet)`
  const note = document.createElement('p')
  note.className = 'SheetNote'
  note.textContent = 'No real wallet is opened and no money moves.'
  const alert = document.createElement('p')
  alert.className = 'Error'
  alert.setAttribute('role', 'alert')
  const cards = choiceGroup('Card', walletCards)
  const addresses = choiceGroup(
    'Ship to',
    walletAddresses.filter(({ address }) => {
      return order.allowedCountries.length === 0 || order.allowedCountries.includes(address.country)
    }),
  )
  const rates = document.createElement('div')
  const total = document.createElement('dl')
  const pay = document.createElement('button')
  pay.type = 'button'
  pay.className = 'SheetPay'
  root.append(title, note, cards.root, addresses.root, rates, total, alert, pay)

  let rateChoice = choiceGroup('Delivery', order.shippingRates)
  const chosenRate = () => (order.asksShipping ? rateChoice.chosen() : undefined)
  const show = () => {
    addresses.root.hidden = !order.asksShipping
    rates.hidden = !order.asksShipping || order.shippingRates.length === 0
    total.replaceChildren(...totalRows(order))
    pay.textContent = `Pay ${formatMoney(order.amount, order.currency)}`
  }
  const showRates = () => {
    const earlier = rateChoice.chosen()?.id
    rateChoice = choiceGroup('Delivery', order.shippingRates)
    rateChoice.choose(earlier)
    rates.replaceChildren(rateChoice.root)
  }
  showRates()
  show()

  addresses.root.addEventListener('change', () => {
    const chosen = addresses.chosen()
    if (!chosen) return
    const { city, state, postal_code, country } = chosen.address
    report('shippingaddresschange', { name: walletPerson.name, address: { city, state, postal_code, country } })
  })
  rates.addEventListener('change', () => report('shippingratechange', { shippingRate: rateChoice.chosen() }))
  const billing = (): UnknownRecord => ({
    name: walletPerson.name,
    ...(order.asksEmail && { email: walletPerson.email }),
    ...(order.asksPhone && { phone: walletPerson.phone }),
    ...(order.asksBilling && { address: walletAddresses[0]?.address }),
  })
  pay.addEventListener('click', () => {
    alert.textContent = ''
    pay.disabled = true
    report('confirm', {
      billingDetails: billing(),
      ...(order.asksShipping && {
        shippingAddress: { name: walletPerson.name, address: addresses.chosen()?.address },
        ...(chosenRate() && { shippingRate: chosenRate() }),
      }),
    })
  })
  return {
    root,
    apply({ options }) {
      order = readOrder(options)
      showRates()
      show()
      if (typeof options['failure'] !== 'string') return
      alert.textContent = options['failure']
      pay.disabled = false
    },
    focus: () => pay.focus(),
    clear: () => undefined,
    async answer(name, params): Promise<FrameAnswer> {
      if (name === 'submit' || name === 'getValue') return { value: { selectedPaymentMethod: 'card' } }
      const data = { type: 'card', card: cards.chosen()?.card, billing_details: { ...billing() } }
      const address = order.asksShipping ? addresses.chosen()?.address : undefined
      const shipping = address && { name: walletPerson.name, address }
      const beside = asRecord(name === 'createPaymentMethod' ? params : params['payment_method_data'])
      const method = merge(beside, data)
      const caller = { origin: location.origin, key: setup.key, stripeAccount: setup.stripeAccount }
      const request =
        name === 'createPaymentMethod'
          ? { path: '/v1/payment_methods', params: method }
          : {
              path: '/v1/confirmation_tokens',
              params: { shipping, ...params, payment_method_data: method, use_stripe_sdk: true },
            }
      const { object, error } = await callApi(caller, { method: 'POST', ...request })
      return error ? { error } : { value: object }
    },
  }
}

function totalRows({ lineItems, amount, currency }: WalletOrder): HTMLElement[] {
  const rows = [...lineItems, { name: 'Total', amount }]
  return rows.flatMap((row) => {
    const name = document.createElement('dt')
    name.textContent = row.name
    const value = document.createElement('dd')
    value.textContent = formatMoney(row.amount, currency)
    return [name, value]
  })
}
