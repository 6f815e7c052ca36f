/** Style and script of the dashboard; it loads nothing from anywhere. */
export const dashboardStyle = `
:root { color-scheme: light dark; --line: light-dark(#e3e6ee, #2b2f3a); --soft: light-dark(#5b6474, #98a1b3); --card: light-dark(#fff, #171a21) }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f5f6fa, #0f1116); color: light-dark(#1a1f2b, #e8eaf0) }
header { display: flex; flex-wrap: wrap; gap: 16px; justify-content: space-between; align-items: center; padding: 20px max(20px, calc(50vw - 620px)); background: var(--card); border-bottom: 1px solid var(--line) }
h1 { font-size: 20px; margin: 0 } h2 { font-size: 16px; margin: 0 0 12px } p { margin: 0; color: var(--soft) }
main { max-width: 1280px; margin: 0 auto; padding: 20px; display: grid; gap: 20px }
section, .keys { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px; margin: 0; min-width: 0 }
.keys { display: flex; flex-wrap: wrap; gap: 12px 40px } .keys dt { color: var(--soft); font-size: 13px } .keys dd { margin: 0; overflow-wrap: anywhere }
.clock { display: flex; flex-wrap: wrap; gap: 8px; align-items: center } time { font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th { text-align: left; font-size: 13px; font-weight: 500; color: var(--soft) } th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); white-space: nowrap }
tr:last-child td { border-bottom: 0 } td { font-variant-numeric: tabular-nums } small { color: var(--soft) } code { font-size: 13px }
.badge { display: inline-block; padding: 1px 8px; border-radius: 999px; font-size: 13px }
.good { background: light-dark(#d9f5e3, #123b24); color: light-dark(#0b5c2d, #8fe3b0) } .bad { background: light-dark(#fde2e0, #47191a); color: light-dark(#8f1d18, #f5a9a4) } .open { background: light-dark(#e2e8fd, #1c2a55); color: light-dark(#27409b, #aebffb) }
button { font: inherit; font-size: 14px; padding: 5px 12px; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; cursor: pointer }
button:hover { border-color: var(--soft) } button:focus-visible { outline: 2px solid #635bff; outline-offset: 2px }
`

export const dashboardScript = `
const post = async (path, body) => {
  const answer = await fetch('/_sandbox' + path, { method: 'POST', body: JSON.stringify(body) })
  if (answer.ok) location.reload()
  else alert((await answer.json()).error)
}
document.querySelector('[data-clock]').addEventListener('submit', (event) => {
  event.preventDefault()
  post('/clock', { advanceSeconds: Number(event.submitter.value) })
})
document.addEventListener('click', ({ target }) => {
  if (target.dataset.resend) post('/webhooks/resend', { event: target.dataset.resend })
})
`
