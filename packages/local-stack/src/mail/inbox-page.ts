import { html, trusted, type Html } from '../http/html.ts'
import { sandboxPage } from '../http/sandbox-page.ts'
import type { MailMessage } from './mail-message.ts'

const style = `
main{max-width:72rem}
header{display:flex;align-items:baseline;gap:.75rem;margin-bottom:1rem}
.panes{display:grid;grid-template-columns:20rem minmax(0,1fr);gap:1rem;align-items:start}
nav ul,.files,.rows{list-style:none;margin:0;padding:0}
nav li+li{border-top:1px solid var(--line)}
nav a{display:block;padding:.75rem 1rem;text-decoration:none}
nav a:hover,nav a[aria-current]{background:var(--tint)}
nav a[aria-current]{box-shadow:inset 3px 0 var(--accent)}
nav a:focus-visible{outline-offset:-3px}
nav .top{display:flex;justify-content:space-between;gap:.5rem;font-size:.85rem}
nav .top span:first-child,nav .subject{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
nav .subject{display:block;font-weight:600}
.empty{padding:3rem 1.5rem;text-align:center}
article{padding:1.25rem}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.15rem .9rem;margin:.75rem 0 1rem;font-size:.92rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.files{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1rem}
.files li{display:flex;align-items:center;gap:.6rem;border:1px solid var(--line);border-radius:10px;padding:.45rem .8rem;font-size:.92rem}
iframe{width:100%;height:36rem;border:1px solid var(--line);border-radius:10px;background:#fff;display:block}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--page);border:1px solid var(--line);border-radius:10px;padding:1rem;margin:0;font-size:.88rem}
details{margin-top:1rem}summary{cursor:pointer;color:var(--soft);margin-bottom:.5rem}
.back{display:none}
@media(max-width:46rem){.panes{grid-template-columns:minmax(0,1fr)}.reading nav{display:none}.back{display:inline-block;margin-bottom:.75rem}.listing section{display:none}}
`

// A new mail shows without a reload by hand, unless one is being read.
const refresh = `
const shown = document.querySelectorAll('nav li').length
setInterval(async () => {
  const { count } = await fetch('/_sandbox/count').then((response) => response.json()).catch(() => ({ count: shown }))
  if (count !== shown && !document.querySelector('.reading')) location.reload()
}, 2000)
`

/** The inbox, newest first, with one message open or none. */
export function inboxPage(messages: readonly MailMessage[], open: MailMessage | undefined): string {
  const newestFirst = messages.toReversed()
  return sandboxPage({
    title: open ? `${open.subject} · mail sandbox` : 'Inbox · mail sandbox',
    style,
    body: html`<header>
        <h1>Inbox</h1>
        <span class="soft">${countOf(messages.length, 'mail')}</span>
      </header>
      ${newestFirst.length === 0 ? emptyInbox : panes(newestFirst, open)}
      <script>
        ${trusted(refresh)}
      </script>`,
  })
}

const clip = trusted(
  '<svg aria-hidden="true" width="13" height="13" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"><path d="m21.4 11-9.2 9.2a6 6 0 0 1-8.5-8.5l9.2-9.2a4 4 0 0 1 5.7 5.7l-9.2 9.2a2 2 0 0 1-2.8-2.8l8.5-8.5"/></svg>',
)

const emptyInbox = html`<div class="card empty">
  <strong>No mail yet</strong>
  <p class="soft">Pay for something: the receipt arrives here.</p>
</div>`

function panes(messages: readonly MailMessage[], open: MailMessage | undefined): Html {
  const rest = html`<div class="card empty soft">Choose a mail to read it.</div>`
  return html`<div class="panes ${open ? 'reading' : 'listing'}">
    <nav class="card" aria-label="Mails">
      <ul>
        ${messages.map((message) => listItem(message, message === open))}
      </ul>
    </nav>
    <section>${open ? messageView(open) : rest}</section>
  </div>`
}

function listItem(message: MailMessage, isOpen: boolean): Html {
  const current = isOpen ? trusted('aria-current="page"') : ''
  return html`<li>
    <a href="/messages/${message.id}" ${current}>
      <span class="top soft"
        ><span>${message.to.join(', ')}</span
        ><time datetime="${message.createdAt}">${shortTime(message.createdAt)}</time></span
      >
      <span class="subject">${message.subject}</span>
      ${message.attachments.length > 0 ? html`<span class="soft" style="font-size:.85rem">${clip} ${message.attachments[0]?.filename}</span>` : ''}
    </a>
  </li>`
}

function messageView(message: MailMessage): Html {
  const { id, html: markup, text } = message
  const body =
    markup === undefined
      ? html`<pre>${text}</pre>`
      : html`<iframe
          title="The mail"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src="/messages/${id}/html"
        ></iframe>`
  return html`<a class="back" href="/">← Inbox</a>
    <article class="card">
      <h1>${message.subject}</h1>
      <dl>
        ${row('From', message.from)}${row('To', message.to.join(', '))}${row('Cc', message.cc.join(', '))}${row('Bcc', message.bcc.join(', '))}${row('Reply to', message.replyTo.join(', '))}${row('Sent', longTime(message.createdAt))}
      </dl>
      ${message.attachments.length > 0 ? fileList(message) : ''} ${body}
      ${
        markup !== undefined && text !== undefined
          ? html`<details>
              <summary>Plain text</summary>
              <pre>${text}</pre>
            </details>`
          : ''
      }
      ${technical(message)}
    </article>`
}

function fileList({ id, attachments }: MailMessage): Html {
  const items = attachments.map(
    ({ filename, sizeBytes }, index) =>
      html`<li>
        ${clip} <a href="/messages/${id}/attachments/${index}" target="_blank" rel="noopener">${filename}</a>
        <span class="soft">${sizeLabel(sizeBytes)}</span
        ><a href="/messages/${id}/attachments/${index}?download=1" aria-label="Download ${filename}">↓</a>
      </li>`,
  )
  return html`<ul class="files" aria-label="Attachments">
    ${items}
  </ul>`
}

function technical({ id, headers, tags, idempotencyKey }: MailMessage): Html {
  const lines = [
    row('Id', id),
    row('Idempotency key', idempotencyKey ?? ''),
    ...Object.entries(headers).map(([name, value]) => row(name, value)),
    ...tags.map(({ name, value }) => row(`Tag ${name}`, value)),
  ]
  return html`<details>
    <summary>Headers and tags</summary>
    <dl>${lines}</dl>
  </details>`
}

const row = (label: string, value: string): Html =>
  value === ''
    ? trusted('')
    : html`<dt>${label}</dt>
        <dd>${value}</dd>`
const shortTime = (iso: string) => `${iso.slice(5, 10)} ${iso.slice(11, 16)}`
const longTime = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
const sizeLabel = (bytes: number) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`)
