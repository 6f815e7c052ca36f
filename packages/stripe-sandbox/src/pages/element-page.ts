import { html, type Html } from './html.ts'

/** The pages inside element iframes, by path. Each is empty until its script draws it. */
export const elementPages: Readonly<Record<string, Html>> = {
  '/elements/payment': elementPage('payment', 'Secure payment input frame'),
}

function elementPage(name: string, title: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="/elements/assets/${name}.css" />
        <script type="module" src="/elements/assets/${name}.js"></script>
      </head>
      <body></body>
    </html> `
}
