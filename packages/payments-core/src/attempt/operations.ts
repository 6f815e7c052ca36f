import { customerOperation } from '../customer/customer-operation.ts'
import { deleteOperation } from '../method/delete-operation.ts'
import { setupOperation } from '../method/setup-operation.ts'
import { verifyOperation } from '../method/verify-operation.ts'
import { acceptOperation } from '../dispute/accept-operation.ts'
import { submitOperation } from '../dispute/submit-operation.ts'
import { cancelOperation } from '../payment/cancel-operation.ts'
import { captureOperation } from '../payment/capture-operation.ts'
import {
  chargeOperation,
  chargeSavedOperation,
  processOperation,
  resumeOperation,
} from '../payment/process-operation.ts'
import { verifyPaymentOperation } from '../payment/verify-operation.ts'
import { approveRefundOperation, createRefundOperation } from '../refund/refund-operation.ts'
import type { AnyOperation } from './operation.ts'

const all: readonly AnyOperation[] = [
  processOperation,
  chargeOperation,
  chargeSavedOperation,
  resumeOperation,
  captureOperation,
  cancelOperation,
  customerOperation,
  setupOperation,
  deleteOperation,
  verifyOperation,
  verifyPaymentOperation,
  acceptOperation,
  submitOperation,
  createRefundOperation,
  approveRefundOperation,
]

/** Every operation by its name: how the sweeper knows what to do with an attempt that somebody left. Add yours here. */
export const operations: ReadonlyMap<string, AnyOperation> = new Map(
  all.map((operation) => [operation.name, operation]),
)
