import { html, type Html } from './html.ts'

/** The pages inside element iframes, by path. Each is empty until the script draws what its path names. */
export const elementPages: Readonly<Record<string, Html>> = {
  '/elements/address': elementPage('Secure address input frame'),
  '/elements/card': elementPage('Secure card payment input frame'),
  '/elements/card-cvc': elementPage('Secure CVC input frame'),
  '/elements/card-expiry': elementPage('Secure expiration date input frame'),
  '/elements/card-number': elementPage('Secure card number input frame'),
  '/elements/express-checkout': elementPage('Secure express checkout frame'),
  '/elements/link-authentication': elementPage('Secure email input frame'),
  '/elements/payment': elementPage('Secure payment input frame'),
  '/elements/wallet': elementPage('Sandbox wallet'),
}

function elementPage(title: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="/elements/assets/element.css" />
        <script type="module" src="/elements/assets/element.js"></script>
      </head>
      <body></body>
    </html> `
}
