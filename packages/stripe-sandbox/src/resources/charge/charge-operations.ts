import { orNull, buildShipping, type ShippingParams } from '../shared/address.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import type { Charge } from './charge.ts'

interface ListCharges extends ListParams {
  customer?: string
  payment_intent?: string
  transfer_group?: string
}

interface UpdateCharge {
  description?: string
  fraud_details?: { user_report: string }
  metadata?: MetadataParams
  receipt_email?: string
  shipping?: ShippingParams
  transfer_group?: string
}

const one = '/v1/charges/{id}'

export const chargeOperations: readonly Operation[] = [
  defineOperation<ListCharges>({
    method: 'GET',
    path: '/v1/charges',
    run(context, { params }) {
      const table = context.state.table('charge')
      const { customer, payment_intent: intent, transfer_group: group } = params
      return listPage({
        table,
        url: '/v1/charges',
        params,
        ...(intent !== undefined && { among: table.where('payment_intent', intent) }),
        matches: (charge) =>
          (customer === undefined || charge.customer === customer) &&
          (group === undefined || charge.transfer_group === group),
      })
    },
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => context.get('charge', id) }),
  defineOperation<UpdateCharge>({
    method: 'POST',
    path: one,
    run(context, { id, params }) {
      const before = context.get('charge', id)
      const charge: Charge = {
        ...before,
        description: params.description === undefined ? before.description : orNull(params.description),
        fraud_details: params.fraud_details ?? before.fraud_details,
        metadata: mergeMetadata(before.metadata, params.metadata),
        receipt_email: params.receipt_email === undefined ? before.receipt_email : orNull(params.receipt_email),
        shipping: params.shipping === undefined ? before.shipping : buildShipping(params.shipping),
        transfer_group: params.transfer_group ?? before.transfer_group,
      }
      context.state.table('charge').put(charge)
      context.emit({ type: 'charge.updated', object: charge, before })
      return charge
    },
  }),
]
