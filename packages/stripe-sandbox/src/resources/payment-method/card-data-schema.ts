import { paramsSchema, type Schema } from '../../contract/load-contract.ts'

/**
 * Lets `payment_method_data` carry a card, as browsers send it. The public contract leaves it out because a server
 * should never see a card number.
 */
export function withCardData(schema: Schema | undefined): Schema {
  const data = schema?.properties?.['payment_method_data']
  const card = paramsSchema('POST', '/v1/payment_methods')?.properties?.['card']
  if (!schema || !data || !card) throw new Error('The contract has no payment_method_data.')
  const type: Schema = { type: 'string', enum: ['card', ...(data.properties?.['type']?.enum ?? [])] }
  const userAgent: Schema = { type: 'string' }
  const extra: Schema = { ...data, properties: { ...data.properties, type, card, payment_user_agent: userAgent } }
  return { ...schema, properties: { ...schema.properties, payment_method_data: extra } }
}
