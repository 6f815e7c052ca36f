import type { PublicConfig } from '@azora/contract/public-config'

/**
 * The built page with its configuration in it, so that it starts without another request. In the sandbox Stripe's script
 * stands before our own: `@stripe/stripe-js` uses the `window.Stripe` that it finds.
 *
 * @throws {Error} when the page has no place for it
 */
export function renderIndex(template: string, config: PublicConfig): string {
  const firstScript = template.indexOf('<script')
  if (firstScript === -1) throw new Error('The built index.html has no script, so it is not our page.')
  const inserted = `${configElement(config)}${stripeElement(config)}`
  return template.slice(0, firstScript) + inserted + template.slice(firstScript)
}

/** Data, not a program: the policy lets it through, and nothing in it can end the element. */
const configElement = (config: PublicConfig) =>
  `<script type="application/json" id="azora-config">${JSON.stringify(config).replaceAll('<', String.raw`\u003c`)}</script>\n    `

const stripeElement = ({ stripeJsUrl }: PublicConfig) =>
  stripeJsUrl === null
    ? ''
    : `<script src="${stripeJsUrl.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></script>\n    `
