import { asRecord, asText, type UnknownRecord } from '../wire/is-record.ts'
import type { FrameQuestion } from '../wire/messages.ts'
import { merge } from '../wire/merge.ts'
import type { FramedElement } from './framed-element.ts'

/** What address and email elements of a group hold, as parameters of what the Payment Element is to make. */
export async function gatherContact(
  elements: ReadonlyMap<string, FramedElement>,
  question: FrameQuestion,
): Promise<UnknownRecord> {
  if (question !== 'createConfirmationToken' && question !== 'createPaymentMethod') return {}
  const read = async (key: string): Promise<UnknownRecord | undefined> => {
    const element = elements.get(key)
    return element?.isMounted ? asRecord((await element.ask('getValue', {})).value?.['value']) : undefined
  }
  const email = asText((await read('linkAuthentication'))?.['email']) || undefined
  const billing = merge(partsOf(await read('address:billing')), { email })
  if (question === 'createPaymentMethod') return Object.keys(billing).length > 0 ? { billing_details: billing } : {}
  const shipping = partsOf(await read('address:shipping'))
  return {
    ...(Object.keys(billing).length > 0 && { payment_method_data: { billing_details: billing } }),
    ...(Object.keys(shipping).length > 0 && { shipping }),
  }
}

/** An empty text would unset what is not there. */
function partsOf(value: UnknownRecord | undefined): UnknownRecord {
  if (!value) return {}
  const given = Object.entries(asRecord(value['address'])).filter(([, part]) => part !== '' && part !== null)
  const [name, phone] = [asText(value['name']) || undefined, asText(value['phone']) || undefined]
  return merge({}, { name, phone, address: Object.fromEntries(given) })
}
