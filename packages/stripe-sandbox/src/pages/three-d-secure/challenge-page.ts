import type { ThreeDSecureChallenge } from '../../core.ts'
import { html, type Html } from '../html.ts'
import { formatAmount } from './format-amount.ts'

/** The bank's question, with what it is about. Works without script: the form leads back to the shop. */
export function challengePage(challenge: ThreeDSecureChallenge, url: URL): Html {
  const { merchantName, amount, currency } = challenge
  return page(
    '3D Secure 2 test page',
    html`
      <p>This stands where your bank would ask you to confirm the payment. It is a sandbox: no money moves.</p>
      <dl>
        <dt>Merchant</dt>
        <dd>${merchantName}</dd>
        <dt>Amount</dt>
        <dd>${formatAmount(amount, currency)}</dd>
      </dl>
      <form method="post" action="${url.pathname}">
        <button class="primary" name="outcome" value="authenticated" aria-label="Complete authentication">
          COMPLETE
        </button>
        <button name="outcome" value="failed" aria-label="Fail authentication">FAIL</button>
      </form>
    `,
  )
}

export function finishedPage({ status }: ThreeDSecureChallenge): Html {
  const said = status === 'authenticated' ? 'The authentication was completed.' : 'The authentication failed.'
  return page('This challenge is over', html`<p>${said} It cannot be answered a second time; go back to the shop.</p>`)
}

export function unknownPage(): Html {
  const hint =
    'The address may be cut off, or the sandbox has been reset since. Nothing was changed; go back to the shop.'
  return page('There is no such challenge', html`<p>${hint}</p>`)
}

function page(heading: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${heading}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="/elements/assets/challenge.css" />
        <script type="module" src="/elements/assets/challenge.js"></script>
      </head>
      <body>
        <main>
          <div class="bank">Test bank (Stripe sandbox)</div>
          <h1>${heading}</h1>
          ${content}
        </main>
      </body>
    </html> `
}
