import { brandOf } from '../../card/card-brand.ts'
import { expiryYear } from '../../card/check-card.ts'
import { digitsOf } from '../../card/format-card.ts'
import { callApi } from '../../wire/call-api.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import { merge } from '../../wire/merge.ts'
import type { FrameAnswer, FrameQuestion, FrameSetup } from '../../wire/messages.ts'
import { validationError } from '../../wire/stripe-error.ts'
import type { CreatePageForm, PageForm, ReportEvent } from '../page-form.ts'
import { BrandIcons } from '../payment/brand-icons.ts'
import { applyCardStyle } from './apply-card-style.ts'
import { openCardSiblings } from './card-siblings.ts'
import { createCardFields, type CardElementType } from './create-card-fields.ts'
import { readCardParts } from './read-card-parts.ts'

/** A card Element: all of a card in a line, or one part of it, whose frames then find each other. */
export const createCardForm =
  (type: CardElementType): CreatePageForm =>
  (setup, report) =>
    createForm(type, setup, report)

function createForm(type: CardElementType, first: FrameSetup, report: ReportEvent): PageForm {
  let setup = first
  let typedElsewhere = ''
  const brandNumber = () => fields.find(({ part }) => part === 'cardNumber')?.input.value ?? typedElsewhere
  const fields = createCardFields(type, brandNumber)
  const icons = new BrandIcons()
  const siblings = openCardSiblings(first.groupId, {
    part: type,
    text: () => fields[0]?.input.value ?? '',
    onTold: (part, text) => {
      if (part === 'cardNumber') typedElsewhere = text
    },
  })

  const root = document.createElement('form')
  root.className = `CardForm CardForm--${type}`
  root.noValidate = true
  root.addEventListener('submit', (event) => event.preventDefault())
  const anyCard = document.createElement('span')
  anyCard.className = 'MethodIcon MethodIcon--card'
  root.append(anyCard, icons.root, ...fields.map(({ input }) => input))

  let hasIcons = true
  const showIcon = () => {
    const isKnown = icons.root.dataset['brand'] !== 'unknown'
    icons.root.hidden = !hasIcons || !isKnown
    anyCard.hidden = !hasIcons || isKnown
  }
  const shown = () => fields.filter(({ input }) => !input.hidden)
  const tell = () => {
    const brand = brandOf(digitsOf(brandNumber()))
    icons.show(brand)
    showIcon()
    for (const { input, error, check } of fields) {
      input.classList.toggle('InputElement--empty', input.value === '')
      input.classList.toggle('InputElement--invalid', error !== undefined)
      input.classList.toggle('InputElement--complete', check() === undefined)
    }
    if (type === 'cardNumber') siblings.tell('cardNumber', digitsOf(brandNumber()).slice(0, 6))
    const postal = fields.find(({ part }) => part === 'postalCode')?.input.value
    report('change', {
      empty: shown().every(({ input }) => input.value === ''),
      complete: shown().every(({ check }) => check() === undefined),
      error: shown().find(({ error }) => error)?.error,
      ...(type === 'card' && { value: { postalCode: postal ?? '' } }),
      ...((type === 'card' || type === 'cardNumber') && { brand: brand.name }),
    })
  }
  root.addEventListener('input', tell)
  root.addEventListener('focusout', tell)

  const apply = (next: FrameSetup) => {
    setup = next
    const { options } = next
    applyCardStyle(options['style'])
    for (const { part, input } of fields) {
      input.disabled = options['disabled'] === true
      if (part === 'postalCode') input.hidden = options['hidePostalCode'] === true
      if (type !== 'card' && options['placeholder']) input.placeholder = asText(options['placeholder'])
    }
    const hasIcon = type === 'card' ? options['hideIcon'] !== true : options['showIcon'] === true
    hasIcons = hasIcon && (type === 'card' || type === 'cardNumber')
    showIcon()
    const postal = fields.find(({ part }) => part === 'postalCode')?.input
    if (postal && asRecord(options['value'])['postalCode'] && postal.value === '') {
      postal.value = asText(asRecord(options['value'])['postalCode'])
    }
  }
  apply(first)

  return {
    root,
    apply,
    focus: () => fields[0]?.input.focus(),
    clear: () => {
      for (const { input } of fields) {
        input.value = ''
        input.dispatchEvent(new Event('input', { bubbles: true }))
      }
    },
    async answer(name, params) {
      const parts = await readCardParts({ fields: shown(), type, siblings, mounted: setup.mounted })
      if (parts.error) return { error: parts.error }
      return send({ setup, name, params, card: parts.value })
    },
  }
}

interface Sending {
  setup: FrameSetup
  name: FrameQuestion
  params: UnknownRecord
  card: Record<string, string>
}

async function send({ setup, name, params, card }: Sending): Promise<FrameAnswer> {
  const caller = { origin: location.origin, key: setup.key, stripeAccount: setup.stripeAccount }
  const expiry = digitsOf(card['cardExpiry'] ?? '')
  const data = {
    number: digitsOf(card['cardNumber'] ?? ''),
    exp_month: Number(expiry.slice(0, 2)),
    exp_year: expiryYear(expiry),
    cvc: digitsOf(card['cardCvc'] ?? '') || undefined,
  }
  const postal = card['postalCode']?.trim() || undefined
  const request =
    name === 'createToken'
      ? { path: '/v1/tokens', params: { card: merge({ ...data, address_zip: postal }, params) } }
      : {
          path: '/v1/payment_methods',
          params: {
            ...merge({ billing_details: { address: { postal_code: postal } } }, params),
            type: 'card',
            card: data,
          },
        }
  if (name !== 'createToken' && name !== 'createPaymentMethod') {
    return { error: validationError('unsupported', 'A card Element makes payment methods and tokens only.') }
  }
  const { object, error } = await callApi(caller, { method: 'POST', ...request })
  return error ? { error } : { value: object }
}
