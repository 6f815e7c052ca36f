import { resolveSchema, loadContract, type Schema } from '../contract/load-contract.ts'
import type { Context } from '../resources/context.ts'
import { presentBalanceTransaction } from '../resources/balance-transaction/balance-transaction.ts'
import type { Resources } from '../state/tables.ts'
import { invalidRequest } from './stripe-error.ts'

type Hash = Record<string, unknown>

const deepest = 4

/**
 * Puts objects where ids are, by Stripe's paths (`latest_charge.balance_transaction`, `data.customer`). Only the
 * answer changes, never what is stored.
 *
 * @throws {StripeError} when the contract does not let a property be expanded
 */
export function expand(context: Context, answer: object, paths: readonly string[]): object {
  let expanded: unknown = answer
  for (const path of paths) {
    const parts = path.split('.')
    if (parts.length > deepest) {
      const message = `You cannot expand more than ${deepest} levels of a property: ${path}`
      throw invalidRequest({ message, param: 'expand' })
    }
    expanded = expandPath(context, expanded, { path, parts })
  }
  return isHash(expanded) ? expanded : answer
}

interface Way {
  path: string
  parts: readonly string[]
}

function expandPath(context: Context, value: unknown, way: Way): unknown {
  const [part, ...rest] = way.parts
  if (part === undefined) return value
  if (Array.isArray(value)) return value.map((item) => expandPath(context, item, way))
  if (!isHash(value)) return value
  if ((value['object'] === 'list' || value['object'] === 'search_result') && part === 'data') {
    return { ...value, data: expandPath(context, value['data'], { ...way, parts: rest }) }
  }
  const found = expandProperty(context, value, part)
  if (found === undefined && !isExpandable(value, part, way)) return value
  return { ...value, [part]: expandPath(context, found ?? value[part], { ...way, parts: rest }) }
}

/** The object behind an id, a list that comes only when asked for, or `undefined` when there is nothing to fetch. */
function expandProperty(context: Context, owner: Hash, part: string): unknown {
  const id = owner[part]
  if (typeof id === 'string') return isExpandable(owner, part) ? findById(context, id) : undefined
  if (owner['object'] === 'charge' && part === 'refunds' && typeof owner['id'] === 'string') {
    const data = context.state.table('refund').where('charge', owner['id']).toReversed().slice(0, 10)
    return { object: 'list', data, has_more: false, url: `/v1/charges/${owner['id']}/refunds` }
  }
  const isEmptyList = owner['object'] === 'customer' && ['sources', 'subscriptions', 'tax_ids'].includes(part)
  return isEmptyList
    ? { object: 'list', data: [], has_more: false, url: `/v1/customers/${String(owner['id'])}/${part}` }
    : undefined
}

const kinds: Record<string, keyof Resources> = {
  ch: 'charge',
  ctoken: 'confirmation_token',
  cus: 'customer',
  dp: 'dispute',
  mandate: 'mandate',
  pi: 'payment_intent',
  pm: 'payment_method',
  po: 'payout',
  prv: 'review',
  py: 'charge',
  re: 'refund',
  setatt: 'setup_attempt',
  seti: 'setup_intent',
  txn: 'balance_transaction',
}

function findById(context: Context, id: string): object | undefined {
  const kind = kinds[id.slice(0, id.indexOf('_'))]
  if (!kind) return undefined
  const row = context.state.table(kind).get(id)
  return row?.object === 'balance_transaction' ? presentBalanceTransaction(row, context.now) : row
}

/** Whether the contract marks the property; without one it may be a hash on the way. */
function isExpandable(owner: Hash, part: string, way?: Way): boolean {
  const schema = typeof owner['object'] === 'string' ? loadContract().components.schemas[owner['object']] : undefined
  const property: Schema | undefined = schema?.properties?.[part]
  if (!schema) return part in owner
  const canExpand = property && (property['x-expansionResources'] !== undefined || isObject(property))
  if (canExpand) return true
  if (!way) return false
  const message = `This property cannot be expanded (${way.path}).`
  throw invalidRequest({ message, param: 'expand' })
}

const isObject = (property: Schema): boolean =>
  [property, ...(property.anyOf ?? [])].some((option) => resolveSchema(option).type === 'object')

const isHash = (value: unknown): value is Hash => typeof value === 'object' && value !== null && !Array.isArray(value)
