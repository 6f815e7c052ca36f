import type { OpenLoad } from '../driver/load.ts'
import { deliveryRequest, type Delivery } from './delivery-request.ts'
import { openPreparedRequests } from './prepared-requests.ts'

export interface Deliveries extends Delivery {
  port: number
}

/** Signed events, as Stripe delivers them: made before the lap, signed with their time. */
const openDeliveries: OpenLoad<Deliveries> = ({ port, ...delivery }) =>
  openPreparedRequests({ port, requestOf: (index) => deliveryRequest(delivery, index), expected: 'received' })

export default openDeliveries
