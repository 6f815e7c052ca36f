import { html } from '../http/html.ts'
import { sandboxPage } from '../http/sandbox-page.ts'
import { personas } from './personas.ts'

const style = `
ul{list-style:none;margin:1.25rem 0;padding:0}
li+li{border-top:1px solid var(--line)}
form{margin:0}
button{all:unset;box-sizing:border-box;display:flex;align-items:center;gap:.9rem;width:100%;padding:.9rem 1rem;cursor:pointer}
button:hover{background:var(--tint)}
button:focus-visible{outline:3px solid var(--accent);outline-offset:-3px;border-radius:12px}
.face{flex:none;display:grid;place-items:center;width:2.5rem;height:2.5rem;border-radius:50%;background:var(--tint);color:var(--accent);font-weight:650;font-size:.9rem}
.who{display:grid;min-width:0}
.who span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.go{margin-left:auto;color:var(--soft)}
`

/** One click signs in: there are no passwords in a sandbox. */
export function personaPage(action: string): string {
  const choices = Object.entries(personas).map(
    ([persona, { name, email, about }]) =>
      html`<li>
        <form method="post" action="${action}">
          <button name="persona" value="${persona}" aria-label="Sign in as ${name}, ${about}">
            <span class="face" aria-hidden="true">${initials(name)}</span>
            <span class="who"
              ><strong>${name}</strong><span class="soft" style="font-size:.9rem">${about} · ${email}</span></span
            >
            <span class="go" aria-hidden="true">→</span>
          </button>
        </form>
      </li>`,
  )
  return sandboxPage({
    title: 'Sign in · sandbox',
    style,
    narrow: true,
    body: html`<h1>Sign in as …</h1>
      <p class="soft">Pick a person. The sandbox asks for no password.</p>
      <ul class="card">
        ${choices}
      </ul>`,
  })
}

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
