import {
  checkout,
  checkoutWithoutAnswer,
  checkoutWithThreeDSecure,
  declinedThenPaid,
  payAndSave,
  sweptCheckout,
} from './scenario/checkout.ts'
import { disputeAnswer } from './scenario/dispute.ts'
import { disputedEvent, refundedEvent, succeededEvent } from './scenario/event.ts'
import { cancellation, partialCapture } from './scenario/hold.ts'
import { receiptMail, refundMail } from './scenario/mail.ts'
import { chargeThatTheBankAsksAbout, removal, setup } from './scenario/method.ts'
import { approvedRefund, fullRefund, partialRefunds } from './scenario/refund.ts'
import type { Scenario } from './scenario/scenario.ts'

/** Those that every run of the tests plays; `pnpm crash-every` plays all. */
export const mainScenarios: readonly Scenario[] = [
  checkout,
  checkoutWithThreeDSecure,
  fullRefund,
  succeededEvent,
  receiptMail,
]

export const scenarios: readonly Scenario[] = [
  ...mainScenarios,
  declinedThenPaid,
  payAndSave,
  checkoutWithoutAnswer,
  sweptCheckout,
  partialRefunds,
  approvedRefund,
  refundedEvent,
  disputedEvent,
  refundMail,
  setup,
  chargeThatTheBankAsksAbout,
  removal,
  partialCapture,
  cancellation,
  disputeAnswer,
]
