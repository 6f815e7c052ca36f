import { html } from '../http/html.ts'
import { sandboxPage } from '../http/sandbox-page.ts'

/** What a browser shows when the application's request to sign in was wrong: for the developer who sent it. */
export function errorPage(error: string, description: string | undefined): string {
  return sandboxPage({
    title: 'Sign-in failed · sandbox',
    style: '.card{padding:1.5rem}',
    narrow: true,
    body: html`<div class="card">
      <h1>Sign-in failed</h1>
      <p>${description ?? 'The request to sign in was not valid.'}</p>
      <p class="soft">OpenID Connect calls this <code>${error}</code>.</p>
    </div>`,
  })
}
