/** Style and script of the dashboard; it loads nothing from anywhere. */
export const dashboardStyle = `
:root { color-scheme: light dark; --line: light-dark(#e3e6ee, #2b2f3a); --soft: light-dark(#566072, #98a1b3); --card: light-dark(#fff, #171a21); --ink: light-dark(#1a1f2b, #e8eaf0); --accent: light-dark(#5046e5, #a5a0ff) }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f5f6fa, #0f1116); color: var(--ink) }
header { background: var(--card); border-bottom: 1px solid var(--line); padding: 18px max(20px, calc(50vw - 620px)) 0 }
.bar { display: flex; flex-wrap: wrap; gap: 14px; justify-content: space-between; align-items: center }
h1 { font-size: 20px; line-height: 1.2; margin: 0 } h2 { font-size: 16px; margin: 0 } h3 { font-size: 13px; font-weight: 500; color: var(--soft); margin: 14px 0 6px } p { margin: 0; color: var(--soft) } p strong { color: var(--ink) }
nav { display: flex; gap: 22px; margin-top: 14px; overflow-x: auto }
nav a { padding: 8px 0; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent; white-space: nowrap } nav a:hover { color: var(--ink) } nav a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600 }
main, footer { max-width: 1280px; margin: 0 auto; padding: 20px; display: grid; gap: 16px } main > * { min-width: 0 }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px; min-width: 0 }
.heading { display: flex; flex-wrap: wrap; gap: 10px; justify-content: space-between; align-items: center; margin-bottom: 10px }
.amount { font-size: 24px; display: flex; flex-wrap: wrap; gap: 12px; align-items: center; font-variant-numeric: tabular-nums } .amount .badge { font-weight: 400 }
.actions, .clock { display: flex; flex-wrap: wrap; gap: 8px; align-items: center } .empty { padding: 10px 0 }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 0 } .tiles > div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 12px 18px; min-width: 0 }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); gap: 12px 24px; margin: 0 }
dt { color: var(--soft); font-size: 13px } dd { margin: 0; overflow-wrap: anywhere } .tiles dd { font-variant-numeric: tabular-nums }
.problem { border-left: 3px solid light-dark(#d23a32, #ef7b74); padding: 2px 12px; margin: 0 0 14px; color: var(--ink) }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th { text-align: left; font-size: 13px; font-weight: 500; color: var(--soft) } th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top } .number { text-align: right }
tbody tr:last-child td { border-bottom: 0 } td, time { font-variant-numeric: tabular-nums } small { color: var(--soft); font-size: 13px } code { font: 13px/1.5 ui-monospace, monospace } th:last-child, td:last-child { padding-right: 0 } td:last-child:has(button) { text-align: right }
a { color: var(--accent); text-underline-offset: 3px } .back a { color: var(--soft) }
summary { cursor: pointer } pre { font: 12px/1.5 ui-monospace, monospace; max-height: 340px; overflow: auto; white-space: pre; margin: 8px 0 0; max-width: min(560px, 80vw) }
.badge { display: inline-block; padding: 1px 9px; border-radius: 999px; font-size: 13px; white-space: nowrap }
.good { background: light-dark(#d9f5e3, #123b24); color: light-dark(#0b5c2d, #8fe3b0) } .bad { background: light-dark(#fde2e0, #47191a); color: light-dark(#8f1d18, #f5a9a4) } .open { background: light-dark(#e2e8fd, #1c2a55); color: light-dark(#27409b, #aebffb) }
button { font: inherit; font-size: 14px; padding: 4px 12px; border: 1px solid light-dark(#cbd0dc, #3a4050); border-radius: 8px; background: transparent; color: inherit; cursor: pointer }
button:hover { border-color: var(--soft) } button:disabled { opacity: .5 } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px } .danger { color: light-dark(#a3211b, #f5a9a4) }
.timeline { list-style: none; margin: 12px 0 0; padding: 0 } .timeline li { position: relative; display: grid; grid-template-columns: 170px 1fr auto; gap: 4px 16px; padding: 0 0 16px 22px; border-left: 2px solid var(--line); margin-left: 5px }
.timeline li::before { content: ''; position: absolute; left: -6px; top: 7px; width: 10px; height: 10px; border-radius: 50%; background: var(--accent) } .timeline li:last-child { border-color: transparent; padding-bottom: 0 } .timeline time { color: var(--soft) }
.toast { position: fixed; inset: auto 20px 20px auto; max-width: min(480px, calc(100vw - 40px)); background: light-dark(#8f1d18, #5b2020); color: #fff; padding: 12px 18px; border-radius: 10px }
@media (max-width: 640px) { .tiles > div { flex: 1 1 140px; padding: 10px 12px } main, footer { padding: 14px } section { padding: 14px } .timeline li { grid-template-columns: 1fr } header { padding-inline: 14px } }
`

export const dashboardScript = `
const toast = document.querySelector('.toast')
const say = (text) => {
  toast.textContent = text
  toast.hidden = false
  setTimeout(() => { toast.hidden = true }, 6000)
}
const show = async () => {
  const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html')
  const open = new Set([...document.querySelectorAll('details[open]')].map((details) => details.dataset.keep))
  for (const details of fresh.querySelectorAll('details')) details.open = open.has(details.dataset.keep)
  const parts = fresh.querySelectorAll('[data-live]')
  document.querySelectorAll('[data-live]').forEach((part, at) => {
    const isHeld = part.contains(document.activeElement) || part.contains(getSelection().anchorNode) && !getSelection().isCollapsed
    if (!isHeld && part.innerHTML !== parts[at].innerHTML) part.innerHTML = parts[at].innerHTML
  })
}
const send = async (path, options) => {
  const answer = await fetch(path, options)
  const text = await answer.text()
  if (!answer.ok) {
    let message = text
    try { const { error } = JSON.parse(text); message = error.message ?? error } catch {}
    say(message)
  }
  document.activeElement?.blur()
  await show()
}
document.querySelector('[data-clock]').addEventListener('submit', (event) => {
  event.preventDefault()
  send('/_sandbox/clock', { method: 'POST', body: JSON.stringify({ advanceSeconds: Number(event.submitter.value) }) })
})
document.addEventListener('click', ({ target }) => {
  const { control, api, method, body } = target.dataset ?? {}
  if (control) send('/_sandbox' + control, { method, body: method === 'DELETE' ? undefined : body })
  if (api) {
    const authorization = 'Bearer ' + document.body.dataset.secretKey
    send(api, { method, headers: { authorization }, body: new URLSearchParams(JSON.parse(body)) })
  }
})
setInterval(() => { if (!document.hidden) show().catch(() => {}) }, 2000)
`
