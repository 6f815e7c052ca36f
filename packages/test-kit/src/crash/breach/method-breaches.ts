import { groupBy, type Breach, type Evidence } from './breach.ts'

/** Customers, setups and saved methods are those that Stripe has, each once, and none is held by a payment that is over. */
export function methodBreaches({ world, books, ownerOf }: Evidence): Breach[] {
  const { stripe } = world
  const ofStripe = new Map(stripe.objects('payment_method').map((method) => [method.id, method]))
  const setups = new Map(stripe.objects('setup_intent').map((setup) => [setup.id, setup]))
  const setupsOf = groupBy([...setups.values()], ({ metadata }) => metadata?.['azora_setup_id'] ?? '')
  const customersOf = groupBy([...stripe.objects('customer')], (customer) =>
    'metadata' in customer ? (customer.metadata['azora_customer_id'] ?? '') : '',
  )
  const breaches: Breach[] = []
  const say = (owner: string | null, what: string) => breaches.push({ owner, what })

  for (const { id, subject } of books.customers) {
    const { length: count } = customersOf.get(id) ?? []
    if (count > 1) say(subject, `customer ${id} was made ${count} times at Stripe`)
  }
  for (const { id, status, stripe_setup_intent_id: stripeId } of books.setups) {
    const mine = setupsOf.get(id) ?? []
    if (mine.length > 1) say(ownerOf(id), `setup ${id} was made ${mine.length} times at Stripe`)
    const theirs = stripeId ? setups.get(stripeId)?.status : undefined
    if (stripeId && theirs !== status) say(ownerOf(id), `setup ${id} is ${status} here and ${theirs} at Stripe`)
    if (!stripeId && mine.length > 0) say(ownerOf(id), `setup ${id} does not know of its SetupIntent`)
    if (status === 'processing') say(ownerOf(id), `setup ${id} is stuck`)
  }
  for (const method of books.methods) {
    const owner = ownerOf(method.id)
    const isAttached = Boolean(ofStripe.get(method.stripe_payment_method_id)?.customer)
    if (method.charging !== 0) say(owner, `method ${method.id} is held by ${method.charging} payments that are over`)
    if (method.removing_at && !method.detached_at) say(owner, `method ${method.id} is stuck in its removal`)
    if (!method.detached_at && !isAttached) say(owner, `method ${method.id} is kept here and gone at Stripe`)
    if (method.detached_at && isAttached) say(owner, `method ${method.id} is gone here and kept at Stripe`)
  }
  return breaches
}
