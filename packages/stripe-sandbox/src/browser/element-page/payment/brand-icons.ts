import type { BrandName, CardBrand } from '../../card/card-brand.ts'
import amex from '../../card/brands/amex.svg'
import diners from '../../card/brands/diners.svg'
import discover from '../../card/brands/discover.svg'
import jcb from '../../card/brands/jcb.svg'
import mastercard from '../../card/brands/mastercard.svg'
import unionpay from '../../card/brands/unionpay.svg'
import visa from '../../card/brands/visa.svg'

const pictures: Record<Exclude<BrandName, 'unknown'>, string> = {
  visa,
  mastercard,
  amex,
  discover,
  diners,
  jcb,
  unionpay,
}

/** Shown while the brand is not yet known, as Stripe does. */
const first: readonly string[] = ['visa', 'mastercard', 'amex', 'discover']

/** The accepted brands, then the one that the number belongs to. */
export class BrandIcons {
  readonly root = document.createElement('span')
  readonly #said = document.createElement('span')

  constructor() {
    this.root.className = 'Brands'
    this.#said.className = 'VisuallyHidden'
    this.#said.setAttribute('aria-live', 'polite')
    this.root.append(this.#said, ...Object.entries(pictures).map(createPicture))
    this.show({ name: 'unknown', label: '' })
  }

  show({ name: brand, label }: Pick<CardBrand, 'name' | 'label'>): void {
    for (const picture of this.root.querySelectorAll('img')) {
      const name = picture.dataset['brand'] ?? ''
      picture.hidden = brand === 'unknown' ? !first.includes(name) : name !== brand
    }
    this.root.dataset['brand'] = brand
    this.#said.textContent = brand === 'unknown' ? '' : label
  }
}

function createPicture([name, source]: [string, string]): HTMLImageElement {
  const picture = new Image(24, 16)
  picture.src = source
  picture.alt = ''
  picture.dataset['brand'] = name
  return picture
}
