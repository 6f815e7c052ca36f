import type { StripeSandbox } from '../stripe-sandbox.ts'
export function renderDashboard(sandbox: StripeSandbox): string {
  return `<title>Stripe sandbox</title><p>${sandbox.url}</p>`
}
