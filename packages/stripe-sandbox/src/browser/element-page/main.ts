import './fields.css'
import './card/card.css'
import './wallet/wallet.css'

import { createAddressForm } from './address/address-form.ts'
import { createCardForm } from './card/card-form.ts'
import { createExpressForm } from './express-checkout/express-form.ts'
import { createEmailForm } from './link-authentication/email-form.ts'
import type { CreatePageForm } from './page-form.ts'
import { createPaymentPage } from './payment/create-payment-page.ts'
import { runElementPage } from './run-element-page.ts'
import { createWalletSheet } from './wallet/wallet-sheet.ts'

/** One script for all element pages: shared parts are loaded once, and the address says which element it is. */
const pages: Record<string, CreatePageForm> = {
  address: createAddressForm,
  card: createCardForm('card'),
  'card-cvc': createCardForm('cardCvc'),
  'card-expiry': createCardForm('cardExpiry'),
  'card-number': createCardForm('cardNumber'),
  'express-checkout': createExpressForm,
  'link-authentication': createEmailForm,
  payment: createPaymentPage,
  wallet: createWalletSheet,
}

const create = pages[location.pathname.split('/').at(-1) ?? '']
if (create) runElementPage(create)
