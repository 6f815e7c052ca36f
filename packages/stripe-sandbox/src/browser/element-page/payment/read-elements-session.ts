import { callApi } from '../../wire/call-api.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'

/** What a customer session lets this page show and do. */
export interface ElementsSession {
  savedMethods: readonly UnknownRecord[]
  canSave: boolean
  /** What a saved method is kept for. */
  saveUsage: string | undefined
}

const none: ElementsSession = { savedMethods: [], canSave: false, saveUsage: undefined }

/** Asked by the frame itself: the shop's page never sees the customer's methods. An expired session shows nothing. */
export async function readElementsSession({ key, stripeAccount, group }: FrameSetup): Promise<ElementsSession> {
  const secret = group['customerSessionClientSecret']
  if (typeof secret !== 'string') return none
  const { object } = await callApi(
    { origin: location.origin, key, stripeAccount },
    { method: 'GET', path: '/v1/elements/sessions', params: { customer_session_client_secret: secret } },
  )
  const customer = asRecord(object?.['customer'])
  const components = asRecord(asRecord(customer['customer_session'])['components'])
  const features = asRecord(asRecord(components['payment_element'])['features'])
  const methods = customer['payment_methods']
  return {
    savedMethods: Array.isArray(methods) ? methods.map(asRecord) : [],
    canSave: features['payment_method_save'] === 'enabled',
    saveUsage: asText(features['payment_method_save_usage']) || undefined,
  }
}
