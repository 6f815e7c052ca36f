import { accountOperations } from './account/account-operations.ts'
import { balanceOperations } from './balance/balance-operations.ts'
import { balanceTransactionOperations } from './balance-transaction/balance-transaction-operations.ts'
import { chargeOperations } from './charge/charge-operations.ts'
import { confirmationTokenOperations } from './confirmation-token/confirmation-token-operations.ts'
import { customerOperations } from './customer/customer-operations.ts'
import { customerSessionOperations } from './customer-session/customer-session-operations.ts'
import { disputeOperations } from './dispute/dispute-operations.ts'
import { earlyFraudWarningOperations } from './early-fraud-warning/early-fraud-warning-operations.ts'
import { eventOperations } from './event/event-operations.ts'
import { thinEventOperations } from './event/thin-event-operations.ts'
import { searchOperations } from '../search/search-operations.ts'
import type { Operation } from './operation.ts'
import { mandateOperations } from './mandate/mandate-operations.ts'
import { paymentIntentOperations } from './payment-intent/payment-intent-operations.ts'
import { paymentMethodOperations } from './payment-method/payment-method-operations.ts'
import { payoutOperations } from './payout/payout-operations.ts'
import { refundOperations } from './refund/refund-operations.ts'
import { reviewOperations } from './review/review-operations.ts'
import { setupAttemptOperations } from './setup-attempt/setup-attempt-operations.ts'
import { setupIntentOperations } from './setup-intent/setup-intent-operations.ts'
import { tokenOperations } from './token/token-operations.ts'
import { webhookEndpointOperations } from './webhook-endpoint/webhook-endpoint-operations.ts'

/** Every operation that the sandbox offers. A new resource is a folder here and a line in this list. */
export const allOperations: readonly Operation[] = [
  ...searchOperations,
  ...accountOperations,
  ...balanceOperations,
  ...balanceTransactionOperations,
  ...chargeOperations,
  ...confirmationTokenOperations,
  ...customerOperations,
  ...customerSessionOperations,
  ...disputeOperations,
  ...earlyFraudWarningOperations,
  ...eventOperations,
  ...thinEventOperations,
  ...mandateOperations,
  ...paymentIntentOperations,
  ...paymentMethodOperations,
  ...payoutOperations,
  ...refundOperations,
  ...reviewOperations,
  ...setupAttemptOperations,
  ...setupIntentOperations,
  ...tokenOperations,
  ...webhookEndpointOperations,
]
