import type { StripeSandbox } from '../../stripe-sandbox.ts'
import { badge, button, code, escape, table, time } from './markup.ts'

const mostRequests = 100

/** Rules that wait for their moment, some to add at once, and what was asked. */
export function faultsView(sandbox: StripeSandbox): string {
  const rules = [...sandbox.faults.list(), ...sandbox.webhooks.faults.list()]
  return (
    table({
      title: 'Faults',
      columns: ['Rule', { name: 'Hits', isNumber: true }],
      rows: rules.map(({ id: _id, hits, ...rule }) => [code(JSON.stringify(rule)), String(hits)]),
      empty: 'None: the sandbox behaves.',
      actions: button({ label: 'Clear all', control: '/faults', method: 'DELETE', isDangerous: true }),
    }) +
    quickFaults() +
    requests(sandbox)
  )
}

const quick: readonly [group: string, [label: string, rule: Record<string, unknown>][]][] = [
  [
    'Next POST',
    [
      ['lose the answer', { effect: 'reset', phase: 'after', match: { method: 'POST' } }],
      ['cut it off', { effect: 'truncate', match: { method: 'POST' } }],
      ['429', { effect: 'status', status: 429, match: { method: 'POST' } }],
      ['500, kept', { effect: 'status', status: 500, stored: true, match: { method: 'POST' } }],
      ['503 as HTML', { effect: 'status', status: 503, match: { method: 'POST' } }],
      ['5 s late', { effect: 'slow', ms: 5000, match: { method: 'POST' } }],
      ['hang', { effect: 'timeout', match: { method: 'POST' } }],
    ],
  ],
  [
    'Next webhook',
    [
      ['drop', { effect: 'drop' }],
      ['send twice', { effect: 'duplicate' }],
      ['swap two', { effect: 'reorder' }],
      ['an hour late', { effect: 'delay', seconds: 3600 }],
      ['sign wrongly', { effect: 'wrong_signature' }],
    ],
  ],
  [
    'From now on',
    [
      ['10 % random faults', { seed: 1, rate: 0.1 }],
      ['10 % random webhook faults', { on: 'webhooks', seed: 1, rate: 0.1 }],
    ],
  ],
]

function quickFaults(): string {
  const groups = quick.map(([group, faults]) => {
    const buttons = faults.map(([label, body]) => button({ label, control: '/faults', body })).join('')
    return `<h3>${group}</h3><div class="actions">${buttons}</div>`
  })
  return `<section><h2>Let something go wrong</h2>${groups.join('')}</section>`
}

function requests(sandbox: StripeSandbox): string {
  return table({
    title: 'Requests',
    columns: ['Request', { name: 'Status', isNumber: true }, 'Idempotency key', 'Key', 'At', 'Id'],
    rows: sandbox
      .requests()
      .slice(-mostRequests)
      .toReversed()
      .map(({ method, path, status, idempotencyKey, replayed, key, at, requestId }) => [
        `<strong>${escape(method)}</strong> ${code(path)}`,
        status === null ? badge('lost') : String(status),
        `${code(idempotencyKey ?? '–')}${replayed ? ` ${badge('replayed')}` : ''}`,
        code(key),
        time(new Date(at)),
        code(requestId),
      ]),
    empty: 'None yet.',
  })
}
