import { nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { beginColumns, beginParams } from '../attempt/attempt-sql.ts'
import {
  beginNextAttemptText,
  beginPaymentText,
  buyerParams,
  cartParams,
  chosenMethodParams,
  namedAmount,
  namedAmountParams,
  newPaymentParams,
  pricedCart,
} from './begin-sql.ts'

/** A payment of an amount that a merchant's backend names, for a customer whom it names too. */
export const beginCharge = defineStatement({
  name: 'payment/begin-charge',
  text: beginPaymentText('payments.charge', { priced: namedAmount, subject: '$customerSubject', paysWith: 'token' }),
  params: {
    ...newPaymentParams,
    ...namedAmountParams,
    ...buyerParams,
    customerSubject: text,
    confirmationTokenId: text,
  },
  columns: beginColumns,
})

export const beginNextCharge = defineStatement({
  name: 'payment/begin-next-charge',
  text: beginNextAttemptText('payments.charge', {
    priced: namedAmount,
    subject: '$customerSubject',
    paysWith: 'token',
  }),
  params: {
    ...beginParams,
    ...namedAmountParams,
    paymentId: uuid,
    description: nullable(text),
    customerSubject: text,
    confirmationTokenId: text,
  },
  columns: beginColumns,
})

const ofSaved = { subject: '$customerSubject', paysWith: 'saved method off session' } as const

export const beginSavedCart = defineStatement({
  name: 'payment/begin-saved-cart',
  text: beginPaymentText('payments.chargeSaved', { ...ofSaved, priced: pricedCart }),
  params: { ...newPaymentParams, ...cartParams, ...chosenMethodParams, customerSubject: text },
  columns: beginColumns,
})

export const beginSavedAmount = defineStatement({
  name: 'payment/begin-saved-amount',
  text: beginPaymentText('payments.chargeSaved', { ...ofSaved, priced: namedAmount }),
  params: { ...newPaymentParams, ...namedAmountParams, ...chosenMethodParams, customerSubject: text },
  columns: beginColumns,
})
