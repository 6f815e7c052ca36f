import { html, trusted } from '../http/html.ts'
import { sandboxPage } from '../http/sandbox-page.ts'

const style = `
button{font:inherit;font-weight:600;border:0;border-radius:10px;padding:.7rem 1.2rem;background:var(--accent);color:var(--card);cursor:pointer}
.card{padding:1.5rem}
`

/** The application asked for it, so the page sends its form by itself; the button is for browsers without scripts. */
export function signOutPage(form: string): string {
  return sandboxPage({
    title: 'Signing out · sandbox',
    style,
    narrow: true,
    body: html`<div class="card">
        <h1>Signing out …</h1>
        ${trusted(form)} <button name="logout" value="yes" form="op.logoutForm">Sign out</button>
      </div>
      <script>
        document.querySelector('button[name=logout]').click()
      </script>`,
  })
}

/** Shown only when the application named no page to return to. */
export function signedOutPage(): string {
  return sandboxPage({
    title: 'Signed out · sandbox',
    style,
    narrow: true,
    body: html`<div class="card">
      <h1>You are signed out</h1>
      <p class="soft">You can close this page.</p>
    </div>`,
  })
}
